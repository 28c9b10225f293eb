;;; nbproject-edits.el --- Places and edits as LSP has them  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; For the connection that is our own.  Columns are in characters, which
;; is what LSP calls UTF-32.

;;; Code:

(require 'cl-lib)
(require 'nbproject-files)
(require 'seq)

(defvar nbproject--version)

(defun nbproject--lsp-position (point)
  "POINT as LSP has it."
  (save-excursion
    (goto-char point)
    (list :line (1- (line-number-at-pos nil t))
          :character (- (point) (line-beginning-position)))))

(defun nbproject--point-at (position)
  "Give the point at POSITION as LSP has it, or the one nearest to it."
  (save-excursion
    (save-restriction
      (widen)
      (goto-char (point-min))
      (forward-line (plist-get position :line))
      (min (+ (point) (plist-get position :character)) (line-end-position)))))

(defun nbproject--make-edit (edit)
  "Make the workspace edit EDIT in the buffers of its files.
An edit of a text that has been changed since is an error, and so is
what is no edit of a text."
  (let ((changes (seq-map (lambda (change)
                            (let ((document (plist-get change :textDocument)))
                              (list (find-file-noselect (nbproject--path-of (plist-get document :uri)))
                                    (plist-get document :version)
                                    (plist-get change :edits))))
                          (plist-get edit :documentChanges))))
    (pcase-dolist (`(,buffer ,version) changes)
      (unless (memq version (list nil (buffer-local-value 'nbproject--version buffer)))
        (error "%s has been changed" (buffer-name buffer))))
    (pcase-dolist (`(,buffer ,_ ,edits) changes)
      (with-current-buffer buffer
        (nbproject--make-text-edits edits)))))

(defun nbproject--make-text-edits (edits)
  "Make EDITS in the buffer, as one step for `undo'."
  (let ((places (seq-map (lambda (edit)
                           (let ((range (plist-get edit :range)))
                             (list (nbproject--point-at (plist-get range :start))
                                   (nbproject--point-at (plist-get range :end))
                                   (plist-get edit :newText))))
                         edits))
        (group (prepare-change-group)))
    (atomic-change-group
      (save-excursion
        (save-restriction
          (widen)
          ;; From the end, where each leaves the others in their places; of
          ;; several at one place the last.
          (pcase-dolist (`(,begin ,end ,text)
                         (cl-stable-sort (reverse places) #'> :key #'car))
            (delete-region begin end)
            (goto-char begin)
            (insert text))))
      (undo-amalgamate-change-group group))))

(provide 'nbproject-edits)
;;; nbproject-edits.el ends here
