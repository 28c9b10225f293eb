;;; nbproject-findings.el --- Findings beside those of others  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Of the connection that is our own.  Flymake draws what several have
;; found, each once.

;;; Code:

(require 'flymake)
(require 'nbproject-client)
(require 'nbproject-edits)

(declare-function nbproject--tell-of-changes "nbproject-beside")

(defvar-local nbproject--findings nil
  "What the server has found here, as Flymake has it.")

(defvar-local nbproject--report nil
  "How Flymake wants to hear of findings; nil before it asked.")

(defun nbproject--show-findings ()
  "Have Flymake draw what is found here, beside what others find.
Where it was off, nobody has asked for what others find."
  (unless (bound-and-true-p flymake-mode)
    (setq-local flymake-diagnostic-functions nil))
  (add-hook 'flymake-diagnostic-functions #'nbproject--flymake nil t)
  ;; Eglot puts its own in the place of all others.
  (add-hook 'eglot-managed-mode-hook #'nbproject--show-findings nil t)
  (if (bound-and-true-p flymake-mode)
      (flymake-start)
    (flymake-mode)))

(defun nbproject--forget-findings ()
  "Draw nothing more in the buffer."
  (setq nbproject--findings nil)
  (nbproject--report-findings)
  (remove-hook 'eglot-managed-mode-hook #'nbproject--show-findings t)
  (remove-hook 'flymake-diagnostic-functions #'nbproject--flymake t))

(defun nbproject--take-findings (findings)
  "Draw FINDINGS, and nothing else that was found here."
  (setq nbproject--findings (seq-map #'nbproject--flymake-of findings))
  (nbproject--report-findings))

(defun nbproject--flymake (report &rest _)
  "Tell Flymake what is found, now and later on, by REPORT."
  (setq nbproject--report report)
  ;; What was found in an older text has other places there.
  (unless (nbproject--tell-of-changes)
    (nbproject--report-findings)))

(defun nbproject--report-findings ()
  "Tell Flymake what is found, also where nothing was edited."
  (when (and nbproject--report (bound-and-true-p flymake-mode))
    (save-restriction
      (widen)
      (funcall nbproject--report nbproject--findings :region (cons (point-min) (point-max))))))

(defun nbproject--flymake-of (finding)
  "FINDING as Flymake has it."
  (let* ((range (plist-get finding :range))
         (begin (nbproject--point-at (plist-get range :start)))
         (end (nbproject--point-at (plist-get range :end))))
    (flymake-make-diagnostic (current-buffer)
                             ;; Nothing is drawn where there is no character.
                             (if (= begin end (1+ (buffer-size))) (max 1 (1- begin)) begin)
                             (if (= begin end) (min (1+ end) (1+ (buffer-size))) end)
                             (pcase (plist-get finding :severity)
                               (1 :error)
                               (2 :warning)
                               (_ :note))
                             (format "nbproject [%s]: %s" (plist-get finding :code) (plist-get finding :message))
                             `((nbproject . ,finding)))))

(cl-defmethod nbproject--client-findings ((_client (eql 'beside)))
  "What the server said of the findings at point, or else on its line."
  (let ((ours (lambda (&rest where)
                (seq-keep (lambda (found) (alist-get 'nbproject (flymake-diagnostic-data found)))
                          (apply #'flymake-diagnostics where)))))
    (or (funcall ours (point))
        (funcall ours (line-beginning-position) (line-end-position)))))

(provide 'nbproject-findings)
;;; nbproject-findings.el ends here
