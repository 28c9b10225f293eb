;;; nbproject-client.el --- What connects a notebook to its server  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Eglot or lsp-mode connect a notebook to the server; where it is a
;; script, and Eglot may have another server for its language, a connection
;; of our own does.  Here is what they are asked alike: each has a method
;; of its own for every generic function below.

;;; Code:

(require 'cl-lib)
(require 'seq)
(require 'subr-x)

(defgroup nbproject nil
  "Integrity of Jupyter notebooks."
  :group 'languages
  :prefix "nbproject-")

(defcustom nbproject-client 'eglot
  "What starts the server when a notebook is opened."
  :type '(choice (const :tag "Eglot" eglot)
                 (const :tag "The package lsp-mode" lsp-mode)
                 (const :tag "Nothing" nil)))

(defcustom nbproject-server-command '("nbproject-language-server" "--stdio")
  "The server's program and its arguments."
  :type '(repeat string)
  :risky t)

(defcustom nbproject-settings nil
  "What the server calls its settings, as a plist.
An example: (:ignore [\"few-words\"] :severity (:out-of-order \"error\"))."
  :type 'plist)

(defun nbproject--client ()
  "What connects the buffer to our server: `eglot', `lsp-mode', `beside', or nil."
  (seq-find #'nbproject--client-connected-p '(eglot lsp-mode beside)))

(defun nbproject--client-or-lose ()
  "What connects the buffer to our server; an error where nothing does."
  (or (nbproject--client)
      (user-error "No server is connected to this buffer; see `nbproject-restart'")))

(cl-defgeneric nbproject--client-connected-p (_client)
  "Tell whether CLIENT connects the buffer to our server."
  nil)

(cl-defgeneric nbproject--client-start (client)
  "Have CLIENT start the server for the buffer, or join a running one.")

(cl-defgeneric nbproject--client-restart (client)
  "Have CLIENT stop the buffer's server and start it anew.")

(cl-defgeneric nbproject--client-uri (client)
  "Give the URI by which the server of CLIENT knows the buffer.")

(cl-defgeneric nbproject--client-execute (client params on-result on-error)
  "Have CLIENT send workspace/executeCommand with PARAMS.
ON-RESULT and ON-ERROR get what comes, as plists.")

(cl-defgeneric nbproject--client-actions (client)
  "Have CLIENT offer the code actions at point.")

(cl-defgeneric nbproject--client-findings (client)
  "What CLIENT knows of findings at point or else on its line, as LSP has it.")

(defun nbproject--execute (command &optional arguments on-result)
  "Have the server run COMMAND on the notebook, with more ARGUMENTS, a plist.
ON-RESULT gets the result when it is there: nobody waits for it, since
the server may have to ask, and the user may not answer."
  (let ((client (nbproject--client-or-lose)))
    (nbproject--client-execute
     client
     (list :command command
           :arguments (vector (append (list :uri (nbproject--client-uri client)) arguments)))
     (or on-result #'ignore)
     (lambda (failure) (message "nbproject: %s" (plist-get failure :message))))))

(defun nbproject--plist (value)
  "VALUE as Eglot gives it, from lsp-mode, which may use hash tables."
  (cond ((hash-table-p value)
         (let (plist)
           (maphash (lambda (key value)
                      (setq plist (plist-put plist (intern (concat ":" key)) (nbproject--plist value))))
                    value)
           plist))
        ((vectorp value) (vconcat (mapcar #'nbproject--plist value)))
        (t value)))

;; What nobody else offers: the header.
(defconst nbproject--extensions
  '(:nbproject (:askText t :fileDidChange t :headerDidChange t :saveDocument t)))

(defun nbproject--read (message value)
  "Read a text with MESSAGE, at first VALUE; nil after \\[keyboard-quit]."
  (condition-case nil (read-string (concat message " ") value) (quit nil)))

(defun nbproject--project (directory)
  "The project of a notebook in DIRECTORY that is under no version control."
  (when-let* ((root (locate-dominating-file
                     directory
                     (lambda (parent)
                       (seq-some (lambda (name) (file-exists-p (expand-file-name name parent)))
                                 '("nbproject.toml" "pyproject.toml" "nbproject_metadata.yml"))))))
    (cons 'transient (expand-file-name root))))

(defun nbproject--line (text)
  "Put TEXT from a notebook on one line, with nothing in it that reorders it."
  (replace-regexp-in-string "[[:cntrl:]\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]+" " " text))

(provide 'nbproject-client)
;;; nbproject-client.el ends here
