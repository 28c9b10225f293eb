;;; nbproject-files.el --- Files as the server calls them  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Their URIs, and what the server asks for and tells of their buffers.

;;; Code:

(require 'nbproject-script)
(require 'subr-x)
(require 'url-parse)
(require 'url-util)

(defun nbproject--uri-of (file)
  "Give the URI of FILE."
  (let ((path (file-truename file)))
    (concat "file://" (unless (string-prefix-p "/" path) "/")
            (url-hexify-string path url-path-allowed-chars))))

(defun nbproject--path-of (uri)
  "Give the path of the file at URI."
  (decode-coding-string (url-unhex-string (url-filename (url-generic-parse-url uri))) 'utf-8))

(defun nbproject--buffer-of (uri)
  "Give the buffer that visits the file at URI, or nil."
  (find-buffer-visiting (nbproject--path-of uri)))

(defun nbproject--save (uri)
  "Save the buffer of URI as its user would, and tell how it went, a plist."
  (if-let* ((buffer (nbproject--buffer-of uri)))
      (with-current-buffer buffer
        (condition-case failure
            (progn (save-buffer)
                   (list :saved (if (buffer-modified-p) :json-false t)))
          ((error quit)
           (list :saved :json-false :failureReason (error-message-string failure)))))
    '(:saved :json-false :failureReason "it is not open.")))

(defun nbproject--read-again (uri)
  "Have Emacs look at the file at URI, which the server has written.
A buffer with a script stays: what was written is nothing that it shows.
But Emacs must not take its file for one that somebody else has changed."
  (when-let* ((buffer (nbproject--buffer-of uri)))
    (with-current-buffer buffer
      (cond ((not (nbproject--holds-notebook-p)) (set-visited-file-modtime))
            ((not (buffer-modified-p)) (revert-buffer t t t))))))

(provide 'nbproject-files)
;;; nbproject-files.el ends here
