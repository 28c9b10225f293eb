;;; nbproject.el --- Integrity of Jupyter notebooks  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0
;; Author: The nbproject language server's authors
;; Version: 0.1.0
;; Package-Requires: ((emacs "29.1"))
;; Keywords: languages, tools
;; URL: https://github.com/OWNER/REPOSITORY

;;; Commentary:

;; Open an .ipynb, see what is wrong with it, fix it.  The notebook is
;; shown as what it is on disk, JSON, in `nbproject-mode'; findings come
;; from the program nbproject-language-server, through Eglot (the default)
;; or lsp-mode (see `nbproject-client').  C-c C-c shows the notebook's
;; header, which follows every edit; the menu has the other commands.
;;
;; Where code-cells shows a notebook as a script, and in scripts that
;; jupytext has paired with one, `nbproject-script-mode' does the same
;; beside whatever the script's language has; its commands are behind C-c ,.
;; `auto-mode-alist' is left alone where another package has an entry for
;; notebooks.

;;; Code:

(require 'browse-url)
(require 'nbproject-beside)
(require 'nbproject-client)
(require 'nbproject-eglot)
(require 'nbproject-header)
(require 'nbproject-lsp)
(require 'nbproject-script)

;;; The modes

(defconst nbproject--keys
  '(("a" . nbproject-assign-new-id)
    ("c" . nbproject-header)
    ("f" . nbproject-fix-all)
    ("k" . nbproject-clear-outputs)
    ("l" . nbproject-graph)
    ("n" . nbproject-initialize)
    ("o" . nbproject-code-actions)
    ("p" . nbproject-publish)
    ("r" . nbproject-record-packages)
    ("s" . nbproject-restart)
    ("t" . nbproject-insert-title)
    ("u" . nbproject-set-parents)
    ("w" . nbproject-rules))
  "The letters of commands.")

(defun nbproject--keymap (prefix)
  "A keymap with a key for each command, PREFIX and its letter."
  (let ((map (make-sparse-keymap)))
    (pcase-dolist (`(,letter . ,command) nbproject--keys)
      (keymap-set map (concat prefix letter) command))
    map))

(defvar nbproject-mode-map (nbproject--keymap "C-c C-")
  "Keys of `nbproject-mode'.")

;; Those with Control are the major mode's.
(defvar nbproject-script-mode-map (nbproject--keymap "C-c , ")
  "Keys of `nbproject-script-mode'.")

(easy-menu-define nbproject-menu (list nbproject-mode-map nbproject-script-mode-map)
  "Menu of `nbproject-mode' and `nbproject-script-mode'."
  '("Notebook"
    ["Show header" nbproject-header]
    ["Explain the rule here" nbproject-rules]
    ["Code actions" nbproject-code-actions]
    ["Fix all" nbproject-fix-all]
    "---"
    ["Initialize" nbproject-initialize]
    ["Publish" nbproject-publish]
    ["Record packages" nbproject-record-packages]
    ["Set parents" nbproject-set-parents]
    ["Assign a new id" nbproject-assign-new-id]
    ["Show lineage" nbproject-graph]
    "---"
    ["Insert title" nbproject-insert-title]
    ["Clear outputs" nbproject-clear-outputs]
    "---"
    ["Restart the server" nbproject-restart]))

;;;###autoload
(define-derived-mode nbproject-mode js-json-mode "Notebook"
  "Mode for the JSON of Jupyter notebooks, watched by a language server."
  ;; Saving writes nothing but what was changed.
  (setq-local require-final-newline nil)
  ;; A notebook may be one line of megabytes: a key typed there is drawn in
  ;; 6 ms then, not in 400, and brackets in right-to-left text unpaired.
  (setq-local bidi-inhibit-bpa t)
  (setq mode-line-process '(:eval (nbproject--mode-line)))
  (add-hook 'project-find-functions #'nbproject--project 90 t)
  ;; Else Flymake waits for the next command where a line is long.
  (add-hook 'eglot-managed-mode-hook #'flymake-start nil t)
  ;; lsp-mode has to know of us also where its user starts it by hand.
  (when (featurep 'lsp-mode)
    (nbproject--register-with-lsp-mode))
  (nbproject--start))

;;;###autoload
(define-minor-mode nbproject-script-mode
  "Mode for scripts of Jupyter notebooks, watched by a language server.
It goes with the major mode of the script's language, and whatever
server that has."
  :lighter (:eval (or (nbproject--mode-line) " Notebook"))
  (if nbproject-script-mode
      (nbproject--start)
    (nbproject--leave)))

;;;###autoload
(defun nbproject-maybe-mode ()
  "Choose `nbproject-mode' where the buffer has the text of a notebook.
Eglot takes in every buffer of a mode that it knows, so that one with a
script gets no mode of ours."
  (if (nbproject--holds-notebook-p)
      (nbproject-mode)
    (fundamental-mode)))

;; Another package may have notebooks already, and show something else.
;;;###autoload
(unless (assoc-default "x.ipynb" auto-mode-alist #'string-match-p)
  (add-to-list 'auto-mode-alist '("\\.ipynb\\'" . nbproject-maybe-mode)))

;; The first line of a notebook may hold all its cells: none of them is to
;; choose a mode or set a variable.
;;;###autoload
(add-to-list 'inhibit-local-variables-regexps "\\.ipynb\\'")

;;; Commands

(defun nbproject-insert-title ()
  "Insert a title cell into the notebook, named after its file."
  (interactive nil nbproject-mode nbproject-script-mode)
  (nbproject--execute "nbproject.insertTitle"))

(defun nbproject-initialize ()
  "Give the notebook a record: an id and a version."
  (interactive nil nbproject-mode nbproject-script-mode)
  (nbproject--execute "nbproject.initialize"))

(defun nbproject-publish ()
  "Publish the notebook under a version that is asked for."
  (interactive nil nbproject-mode nbproject-script-mode)
  (nbproject--execute "nbproject.publish"))

(defun nbproject-record-packages ()
  "Record the installed versions of what the notebook imports."
  (interactive nil nbproject-mode nbproject-script-mode)
  (nbproject--execute "nbproject.recordPackages"))

(defun nbproject-set-parents ()
  "Choose the notebook that this one builds on."
  (interactive nil nbproject-mode nbproject-script-mode)
  (nbproject--execute "nbproject.setParents"))

(defun nbproject-assign-new-id (original-as-parent)
  "Give the notebook, a copy of another one, an id of its own.
With a prefix argument, ORIGINAL-AS-PARENT, what it was a copy of
becomes its parent."
  (interactive "P" nbproject-mode nbproject-script-mode)
  (nbproject--execute "nbproject.assignNewId" (and original-as-parent '(:originalAsParent t))))

(defun nbproject-clear-outputs ()
  "Remove outputs and execution counts from the notebook."
  (interactive nil nbproject-mode nbproject-script-mode)
  (nbproject--execute "nbproject.clearOutputs"))

(defun nbproject-fix-all ()
  "Fix what can be fixed safely in the notebook."
  (interactive nil nbproject-mode nbproject-script-mode)
  (nbproject--execute "nbproject.fixAll"))

(defun nbproject-graph ()
  "Show the notebook's ancestors and descendants as a picture."
  (interactive nil nbproject-mode nbproject-script-mode)
  (nbproject--execute "nbproject.showGraph" '(:format "svg")
                      (lambda (picture)
                        (let ((file (make-temp-file "nbproject-" nil ".svg" picture)))
                          (if (and (display-images-p) (image-type-available-p 'svg))
                              (find-file-other-window file)
                            (funcall browse-url-browser-function (browse-url-file-url file)))))))

(defun nbproject-rules ()
  "Show the page of the rule behind the finding at point, or on its line."
  (interactive nil nbproject-mode nbproject-script-mode)
  (let* ((pages (nbproject--rule-pages))
         (code (if (length> pages 1)
                   (completing-read "Rule: " pages nil t)
                 (caar pages)))
         (page (cdr (assoc code pages))))
    (cond ((null page) (user-error "There is no finding here"))
          ((string-prefix-p "file:" page)
           (view-file-other-window
            (decode-coding-string (url-unhex-string (url-filename (url-generic-parse-url page)))
                                  'utf-8)))
          (t (browse-url page)))))

(defun nbproject-code-actions ()
  "Offer what the server can do about the findings at point."
  (interactive nil nbproject-mode nbproject-script-mode)
  (nbproject--client-actions (nbproject--client-or-lose)))

(defun nbproject-restart ()
  "Stop the notebook's server, if there is one, and start it anew."
  (interactive nil nbproject-mode nbproject-script-mode)
  (if-let* ((client (nbproject--client)))
      (nbproject--client-restart client)
    (nbproject--start)))

(defun nbproject--rule-pages ()
  "Codes of the rules behind the findings at point, or else on its line.
An alist from each code to the URL of its page."
  (when-let* ((client (nbproject--client)))
    (seq-uniq (seq-keep (lambda (finding)
                          (when-let* (((equal (plist-get finding :source) "nbproject"))
                                      (page (plist-get (plist-get finding :codeDescription) :href)))
                            (cons (plist-get finding :code) page)))
                        (nbproject--client-findings client)))))

(defun nbproject--start ()
  "Start the server by `nbproject-client', or join a running one."
  (cond ((null nbproject-client))
        ((not (executable-find (car nbproject-server-command)))
         (message "nbproject: there is no program %s; install it, or set `nbproject-server-command'"
                  (car nbproject-server-command)))
        ;; Eglot has one server for a buffer, and that is the one of the script's language.
        ((and nbproject-script-mode (eq nbproject-client 'eglot)) (nbproject--client-start 'beside))
        (t (nbproject--client-start nbproject-client))))

(provide 'nbproject)
;;; nbproject.el ends here
