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
;; Buffers that show a notebook as a script, as code-cells does, are left
;; alone, and so is `auto-mode-alist' where another package has an entry
;; for notebooks.

;;; Code:

(require 'browse-url)
(require 'eglot)
(require 'seq)
(require 'subr-x)

(declare-function lsp--buffer-uri "lsp-mode")
(declare-function lsp--window-log-message-request "lsp-mode")
(declare-function lsp--workspace-status "lsp-mode")
(declare-function lsp-cur-line-diagnostics "lsp-mode")
(declare-function lsp-deferred "lsp-mode")
(declare-function lsp-register-client "lsp-mode")
(declare-function lsp-register-custom-settings "lsp-mode")
(declare-function lsp-request-async "lsp-mode")
(declare-function lsp-stdio-connection "lsp-mode")
(declare-function lsp-workspace-restart "lsp-mode")
(declare-function lsp-workspaces "lsp-mode")
(declare-function make-lsp-client "lsp-mode")
(defvar lsp--cur-version)
(defvar lsp-language-id-configuration)

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

;;; The mode

(defvar-keymap nbproject-mode-map
  :doc "Keys of `nbproject-mode'."
  "C-c C-a" #'nbproject-assign-new-id
  "C-c C-c" #'nbproject-header
  "C-c C-f" #'nbproject-fix-all
  "C-c C-k" #'nbproject-clear-outputs
  "C-c C-l" #'nbproject-graph
  "C-c C-n" #'nbproject-initialize
  "C-c C-p" #'nbproject-publish
  "C-c C-r" #'nbproject-record-packages
  "C-c C-s" #'nbproject-restart
  "C-c C-t" #'nbproject-insert-title
  "C-c C-u" #'nbproject-set-parents
  "C-c C-w" #'nbproject-rules)

(easy-menu-define nbproject-menu nbproject-mode-map
  "Menu of `nbproject-mode'."
  '("Notebook"
    ["Show header" nbproject-header]
    ["Explain the rule here" nbproject-rules]
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

(defvar-local nbproject--header nil
  "The notebook's header as the server last told it, a plist.")

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
  (when (or (eq nbproject-client 'lsp-mode) (featurep 'lsp-mode))
    (nbproject--register-with-lsp-mode))
  (nbproject--start))

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

(defun nbproject--holds-notebook-p ()
  "Tell whether the buffer has the text of a notebook.
Packages such as code-cells keep the name x.ipynb and show a script:
the first character tells, or a conflict marker.  An empty buffer is a
new notebook."
  (save-excursion
    (save-restriction
      (widen)
      (goto-char (point-min))
      (skip-chars-forward " \t\r\n")
      (or (eobp) (looking-at-p "[[{\"]\\|<<<<<<<")))))

(defun nbproject--project (directory)
  "The project of a notebook in DIRECTORY that is under no version control."
  (when-let* ((root (locate-dominating-file
                     directory
                     (lambda (parent)
                       (seq-some (lambda (name) (file-exists-p (expand-file-name name parent)))
                                 '("nbproject.toml" "pyproject.toml" "nbproject_metadata.yml"))))))
    (cons 'transient (expand-file-name root))))

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

(defun nbproject--line (text)
  "Put TEXT from a notebook on one line, with nothing in it that reorders it."
  (replace-regexp-in-string "[[:cntrl:]\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]+" " " text))

;;; Commands

(defun nbproject-insert-title ()
  "Insert a title cell into the notebook, named after its file."
  (interactive nil nbproject-mode)
  (nbproject--execute "nbproject.insertTitle"))

(defun nbproject-initialize ()
  "Give the notebook a record: an id and a version."
  (interactive nil nbproject-mode)
  (nbproject--execute "nbproject.initialize"))

(defun nbproject-publish ()
  "Publish the notebook under a version that is asked for."
  (interactive nil nbproject-mode)
  (nbproject--execute "nbproject.publish"))

(defun nbproject-record-packages ()
  "Record the installed versions of what the notebook imports."
  (interactive nil nbproject-mode)
  (nbproject--execute "nbproject.recordPackages"))

(defun nbproject-set-parents ()
  "Choose the notebook that this one builds on."
  (interactive nil nbproject-mode)
  (nbproject--execute "nbproject.setParents"))

(defun nbproject-assign-new-id (original-as-parent)
  "Give the notebook, a copy of another one, an id of its own.
With a prefix argument, ORIGINAL-AS-PARENT, what it was a copy of
becomes its parent."
  (interactive "P" nbproject-mode)
  (nbproject--execute "nbproject.assignNewId" (and original-as-parent '(:originalAsParent t))))

(defun nbproject-clear-outputs ()
  "Remove outputs and execution counts from the notebook."
  (interactive nil nbproject-mode)
  (nbproject--execute "nbproject.clearOutputs"))

(defun nbproject-fix-all ()
  "Fix what can be fixed safely in the notebook."
  (interactive nil nbproject-mode)
  (nbproject--execute "nbproject.fixAll"))

(defun nbproject-graph ()
  "Show the notebook's ancestors and descendants as a picture."
  (interactive nil nbproject-mode)
  (nbproject--execute "nbproject.showGraph" '(:format "svg")
                      (lambda (picture)
                        (let ((file (make-temp-file "nbproject-" nil ".svg" picture)))
                          (if (and (display-images-p) (image-type-available-p 'svg))
                              (find-file-other-window file)
                            (funcall browse-url-browser-function (browse-url-file-url file)))))))

(defun nbproject-rules ()
  "Show the page of the rule behind the finding at point, or on its line."
  (interactive nil nbproject-mode)
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

(defun nbproject-restart ()
  "Stop the notebook's server, if there is one, and start it anew."
  (interactive nil nbproject-mode)
  (pcase (nbproject--client)
    ('eglot (eglot-reconnect (eglot-current-server)))
    ('lsp-mode (mapc #'lsp-workspace-restart (lsp-workspaces)))
    (_ (nbproject--start))))

;;; The header

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
  (interactive nil nbproject-mode)
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
                                      (and (derived-mode-p 'nbproject-mode)
                                           (equal (nbproject--uri) uri))))
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

;;; Eglot and lsp-mode

(defun nbproject--client ()
  "What connects the buffer to a server: `eglot', `lsp-mode', or nil."
  (cond ((eglot-managed-p) 'eglot)
        ((and (bound-and-true-p lsp-mode)
              (seq-some (lambda (workspace) (eq (lsp--workspace-status workspace) 'initialized))
                        (lsp-workspaces)))
         'lsp-mode)))

(defun nbproject--start ()
  "Start the server by `nbproject-client', or join a running one."
  (cond ((null nbproject-client))
        ((not (executable-find (car nbproject-server-command)))
         (message "nbproject: there is no program %s; install it, or set `nbproject-server-command'"
                  (car nbproject-server-command)))
        ((eq nbproject-client 'eglot) (eglot-ensure))
        (t (lsp-deferred))))

(defun nbproject--uri ()
  "Give the URI by which the server knows the buffer's notebook."
  (pcase (nbproject--client)
    ('eglot (plist-get (eglot--TextDocumentIdentifier) :uri))
    ('lsp-mode (lsp--buffer-uri))))

(defun nbproject--execute (command &optional arguments on-result)
  "Have the server run COMMAND on the notebook, with more ARGUMENTS, a plist.
ON-RESULT gets the result when it is there: nobody waits for it, since
the server may have to ask, and the user may not answer."
  (let ((params (list :command command
                      :arguments (vector (append (list :uri (nbproject--uri)) arguments))))
        (on-result (or on-result #'ignore))
        (on-error (lambda (failure) (message "nbproject: %s" (plist-get failure :message)))))
    (pcase (nbproject--client)
      ('eglot
       (jsonrpc-async-request (eglot-current-server) :workspace/executeCommand params
                              :success-fn on-result
                              :error-fn on-error
                              :timeout nil
                              ;; Once the server has heard of the last edits.
                              :deferred command))
      ('lsp-mode
       (lsp-request-async "workspace/executeCommand" params
                          (lambda (result) (funcall on-result (nbproject--plist result)))
                          :mode 'detached
                          :error-handler (lambda (failure) (funcall on-error (nbproject--plist failure)))))
      (_ (user-error "No server is connected to this buffer; see `nbproject-restart'")))))

(defun nbproject--rule-pages ()
  "Codes of the rules behind the findings at point, or else on its line.
An alist from each code to the URL of its page."
  (let ((findings
         (pcase (nbproject--client)
           ('eglot
            (mapcar (lambda (found) (alist-get 'eglot-lsp-diag (flymake-diagnostic-data found)))
                    (or (flymake-diagnostics (point))
                        (flymake-diagnostics (line-beginning-position) (line-end-position)))))
           ('lsp-mode (seq-map #'nbproject--plist (lsp-cur-line-diagnostics))))))
    (seq-uniq (seq-keep (lambda (finding)
                          (when-let* ((page (plist-get (plist-get finding :codeDescription) :href)))
                            (cons (plist-get finding :code) page)))
                        findings))))

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

(defclass nbproject--eglot-server (eglot-lsp-server) ()
  "Our server as Eglot sees it.")

(add-to-list 'eglot-server-programs
             '((nbproject-mode :language-id "json") . nbproject--eglot-contact))

(defun nbproject--eglot-contact (_interactive)
  "Tell Eglot what to start."
  (cons 'nbproject--eglot-server nbproject-server-command))

(cl-defmethod eglot-client-capabilities ((server nbproject--eglot-server))
  "Add what this package can do to what Eglot can do for SERVER."
  (let ((capabilities (cl-call-next-method)))
    ;; To watch, Eglot walks through all that a project holds.
    (when (eq (car-safe (eglot--project server)) 'transient)
      (plist-put (plist-get capabilities :workspace)
                 :didChangeWatchedFiles '(:dynamicRegistration :json-false)))
    ;; For `nbproject-rules': Eglot keeps of a diagnostic all that came.
    (plist-put (plist-get (plist-get capabilities :textDocument) :publishDiagnostics)
               :codeDescriptionSupport t)
    (plist-put capabilities :experimental nbproject--extensions)))

(cl-defmethod eglot-workspace-folders ((server nbproject--eglot-server))
  "The folders of SERVER's project, unless it is all that the user has."
  (if (file-equal-p (project-root (eglot--project server)) "~/")
      []
    (cl-call-next-method)))

(cl-defmethod eglot-initialization-options ((_server nbproject--eglot-server))
  "The settings."
  (or nbproject-settings eglot--{}))

(cl-defmethod eglot-handle-notification
  ((_server nbproject--eglot-server) (_method (eql nbproject/headerDidChange)) &key uri header)
  "Keep and show the HEADER of the notebook at URI."
  (nbproject--receive uri header))

(cl-defmethod eglot-handle-request :around
  ((server nbproject--eglot-server) (_method (eql workspace/applyEdit)) &rest _)
  "Tell SERVER what was edited, before and after an edit of its own.
Eglot does so half a second later, and makes till then an edit of the
text as it was before what was typed, in the wrong place.  Now it
refuses, and the server thinks again."
  (nbproject--send-changes server)
  (prog1 (cl-call-next-method)
    (nbproject--send-changes server)))

(defun nbproject--send-changes (server)
  "Tell SERVER of what was changed in its buffers."
  (dolist (buffer (eglot--managed-buffers server))
    (with-current-buffer buffer
      (eglot--signal-textDocument/didChange))))

(cl-defmethod eglot-handle-request :around
  ((_server nbproject--eglot-server) (_method (eql window/showMessageRequest)) &rest _)
  "Answer also after \\[keyboard-quit], which Eglot does not."
  (condition-case nil (cl-call-next-method) (quit nil)))

(cl-defmethod eglot-handle-request
  ((_server nbproject--eglot-server) (_method (eql nbproject/askText)) &key message value)
  "Answer with what is read with MESSAGE, at first VALUE."
  (nbproject--read message value))

(defun nbproject--read (message value)
  "Read a text with MESSAGE, at first VALUE; nil after \\[keyboard-quit]."
  (condition-case nil (read-string (concat message " ") value) (quit nil)))

(cl-defmethod eglot-handle-request
  ((_server nbproject--eglot-server) (_method (eql nbproject/saveDocument)) &key uri)
  "Save the buffer of URI, and answer with how it went."
  (nbproject--save uri))

(cl-defmethod eglot-handle-notification
  ((_server nbproject--eglot-server) (_method (eql nbproject/fileDidChange)) &key uri)
  "Read the file at URI again, which the server has written."
  (nbproject--read-again uri))

(defun nbproject--buffer-of (uri)
  "Give the buffer that visits the file at URI, or nil."
  (find-buffer-visiting
   (decode-coding-string (url-unhex-string (url-filename (url-generic-parse-url uri))) 'utf-8)))

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

(defun nbproject--register-with-lsp-mode ()
  "Tell lsp-mode of our server."
  (require 'lsp-mode)
  (setf (alist-get 'nbproject-mode lsp-language-id-configuration) "json")
  (lsp-register-custom-settings
   (cl-loop for (key value) on nbproject-settings by #'cddr
            collect (list (concat "nbproject." (substring (symbol-name key) 1)) value)))
  (lsp-register-client
   (make-lsp-client :server-id 'nbproject
                    :major-modes '(nbproject-mode)
                    :priority 1
                    :new-connection (lsp-stdio-connection (lambda () nbproject-server-command))
                    ;; An edit of version 0 it makes without a look at
                    ;; what was typed meanwhile.
                    :before-file-open-fn
                    (lambda (_workspace) (setq lsp--cur-version (max 1 lsp--cur-version)))
                    :custom-capabilities `((experimental . ,nbproject--extensions))
                    :notification-handlers
                    (nbproject--table "nbproject/headerDidChange"
                                      (lambda (_workspace params)
                                        (let ((params (nbproject--plist params)))
                                          (nbproject--receive (plist-get params :uri)
                                                              (plist-get params :header))))
                                      "nbproject/fileDidChange"
                                      (lambda (_workspace params)
                                        (nbproject--read-again (plist-get (nbproject--plist params) :uri))))
                    :request-handlers
                    (nbproject--table
                     ;; As lsp-mode does itself, but answers also after a quit.
                     "window/showMessageRequest"
                     (lambda (_workspace params)
                       (condition-case nil
                           (list :title (lsp--window-log-message-request params))
                         (quit nil)))
                     "nbproject/saveDocument"
                     (lambda (_workspace params)
                       (nbproject--save (plist-get (nbproject--plist params) :uri)))
                     "nbproject/askText"
                     (lambda (_workspace params)
                       (let ((params (nbproject--plist params)))
                         (nbproject--read (plist-get params :message) (plist-get params :value)))))
                    :action-handlers
                    (nbproject--table "nbproject.showHeader" (lambda (_lens) (nbproject-header))))))

(defun nbproject--table (&rest pairs)
  "A hash table of PAIRS, each a key and behind it its value."
  (let ((table (make-hash-table :test #'equal)))
    (cl-loop for (key value) on pairs by #'cddr do (puthash key value table))
    table))

(provide 'nbproject)
;;; nbproject.el ends here
