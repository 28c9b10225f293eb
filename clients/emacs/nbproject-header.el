;;; nbproject-header.el --- The header of a notebook, as the server tells it  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; It is drawn in a window of its own, which follows the notebook's edits,
;; and in short in the mode line.

;;; Code:

(require 'nbproject-client)

(defvar-local nbproject--header nil
  "The notebook's header as the server last told it, a plist.")

(defconst nbproject--header-buffer "*nbproject header*")

(defvar-local nbproject--notebook nil
  "The buffer of the notebook whose header this buffer belongs here.")

(define-derived-mode nbproject-header-mode special-mode "Notebook header"
  "Mode for the header of a notebook.  It follows the notebook's edits."
  (setq-local truncate-lines nil
              word-wrap t
              revert-buffer-function
              (lambda (&rest _) (with-current-buffer nbproject--notebook (nbproject-header)))))

(defun nbproject-header ()
  "Show the notebook's header in a window that follows its edits."
  (interactive nil nbproject-mode nbproject-script-mode)
  (let ((notebook (current-buffer)))
    (nbproject--execute "nbproject.showHeader" nil
                        (lambda (header)
                          (display-buffer (nbproject--draw-header notebook header)
                                          '((display-buffer-reuse-window display-buffer-below-selected)
                                            (window-height . fit-window-to-buffer)))))))

(defun nbproject--receive (uri header)
  "Keep and show the HEADER that the server has for the notebook at URI."
  (when-let* ((notebook (seq-find (lambda (buffer)
                                    (with-current-buffer buffer
                                      (when-let* ((client (nbproject--client)))
                                        (equal (nbproject--client-uri client) uri))))
                                  (buffer-list))))
    (with-current-buffer notebook
      (setq nbproject--header header)
      (force-mode-line-update))
    (when-let* ((shown (get-buffer nbproject--header-buffer)))
      (when (eq (buffer-local-value 'nbproject--notebook shown) notebook)
        (nbproject--draw-header notebook header)
        (dolist (window (get-buffer-window-list shown nil t))
          (fit-window-to-buffer window))))))

(defun nbproject--draw-header (notebook header)
  "Write the rows of NOTEBOOK's HEADER in two columns, and give their buffer."
  (with-current-buffer (get-buffer-create nbproject--header-buffer)
    (unless (derived-mode-p 'nbproject-header-mode)
      (nbproject-header-mode))
    (setq nbproject--notebook notebook)
    (setq header-line-format (string-replace "%" "%%" (buffer-name notebook)))
    (let* ((rows (plist-get header :rows))
           (width (seq-max (cons 0 (seq-map (lambda (row) (string-width (plist-get row :label))) rows)))))
      (with-silent-modifications
        (erase-buffer)
        (seq-doseq (row rows)
          (insert (propertize (string-pad (plist-get row :label) (+ width 2)) 'face 'shadow)
                  (propertize (nbproject--line (plist-get row :value))
                              'face (pcase (plist-get row :status)
                                      ("ok" 'success)
                                      ("warning" 'warning)
                                      (_ 'default)))
                  "\n"))
        (goto-char (point-min))))
    (current-buffer)))

(defun nbproject--mode-line ()
  "State, version and problems: \" draft · 1 · E1 W2\"."
  (when-let* ((header (and (nbproject--client) nbproject--header)))
    (let* ((version (plist-get (plist-get header :record) :version))
           (problems (plist-get header :problems))
           (counts (cl-loop for (key letter face) in '((:error "E" error) (:warning "W" warning)
                                                       (:info "I" success) (:hint "H" shadow))
                            for count = (plist-get problems key)
                            unless (zerop count)
                            collect (propertize (format "%s%d" letter count) 'face face)))
           (parts (list (plist-get header :state)
                        (if (stringp version) (nbproject--line version) "")
                        (string-join counts " "))))
      ;; The version comes from the notebook, and a mode line would obey
      ;; what follows a percent sign.
      (string-replace "%" "%%" (concat " " (string-join (remove "" parts) " · "))))))

(provide 'nbproject-header)
;;; nbproject-header.el ends here
