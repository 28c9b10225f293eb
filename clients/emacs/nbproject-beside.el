;;; nbproject-beside.el --- A connection of our own, beside Eglot's  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Eglot has one server for a buffer, and for a script that is the server
;; of its language.  So ours has a connection of its own there, of the
;; library that Eglot uses.

;;; Code:

(require 'browse-url)
(require 'eldoc)
(require 'jsonrpc)
(require 'nbproject-client)
(require 'nbproject-edits)
(require 'nbproject-files)
(require 'nbproject-findings)
(require 'nbproject-header)

(defclass nbproject--own-server (jsonrpc-process-connection)
  ((root :initarg :root :reader nbproject--root)
   (began :initform (float-time) :reader nbproject--began)
   (ready :initform nil :accessor nbproject--ready)
   (buffers :initform nil :accessor nbproject--buffers))
  "A server for the scripts below a folder.")

(defvar nbproject--connections nil
  "The connections that are open.")

(defvar-local nbproject--connection nil
  "The connection of this buffer.")

(defvar-local nbproject--version 0
  "The version of the text that the server has last heard of.")

(defvar-local nbproject--timer nil
  "Runs while there is a change that the server has not heard of.")

;;; What every client offers

(cl-defmethod nbproject--client-connected-p ((_client (eql 'beside)))
  "Tell whether the buffer has a connection, and its server has answered."
  (and nbproject--connection (nbproject--ready nbproject--connection)))

(cl-defmethod nbproject--client-start ((_client (eql 'beside)))
  "Give the buffer the connection of its folder."
  ;; It may have one whose server never answered.
  (nbproject--leave)
  (nbproject--join (or (seq-find (lambda (open) (equal (nbproject--root open) (nbproject--folder)))
                                 nbproject--connections)
                       (nbproject--connect (nbproject--folder)))))

(cl-defmethod nbproject--client-restart ((_client (eql 'beside)))
  "End the server of the buffer, and start one for all that it had."
  (let ((buffers (nbproject--buffers nbproject--connection)))
    (dolist (buffer buffers)
      (with-current-buffer buffer (nbproject--leave)))
    (dolist (buffer buffers)
      (with-current-buffer buffer (nbproject--client-start 'beside)))))

(cl-defmethod nbproject--client-uri ((_client (eql 'beside)))
  "Give the buffer's URI."
  (nbproject--uri-of buffer-file-name))

(cl-defmethod nbproject--client-execute ((_client (eql 'beside)) params on-result on-error)
  "Send workspace/executeCommand with PARAMS.
ON-RESULT and ON-ERROR get what comes."
  (nbproject--tell-of-changes)
  (jsonrpc-async-request nbproject--connection :workspace/executeCommand params
                         :success-fn on-result
                         :error-fn on-error
                         :timeout nil))

(cl-defmethod nbproject--client-actions ((_client (eql 'beside)))
  "Offer the code actions at point or in the region, and do what is chosen."
  (nbproject--tell-of-changes)
  (let* ((begin (if (use-region-p) (region-beginning) (point)))
         (end (if (use-region-p) (region-end) (point)))
         (actions (jsonrpc-request nbproject--connection :textDocument/codeAction
                                   `( :textDocument (:uri ,(nbproject--client-uri 'beside))
                                      :range ( :start ,(nbproject--lsp-position begin)
                                               :end ,(nbproject--lsp-position end))
                                      :context (:diagnostics []))))
         (titles (seq-map (lambda (action) (plist-get action :title)) actions))
         (chosen (if titles
                     (completing-read "Action: " titles nil t nil nil (car titles))
                   (user-error "There is nothing to do here")))
         (action (seq-find (lambda (action) (equal (plist-get action :title) chosen)) actions)))
    (when-let* ((edit (plist-get action :edit)))
      (nbproject--make-edit edit))
    (when-let* ((command (plist-get action :command)))
      (nbproject--client-execute 'beside
                                 (list :command (plist-get command :command)
                                       :arguments (plist-get command :arguments))
                                 #'ignore
                                 (lambda (failure) (message "nbproject: %s" (plist-get failure :message)))))))

;;; The connection

(defun nbproject--folder ()
  "The folder that the buffer's notebook belongs to."
  (expand-file-name
   (if-let* ((project (or (project-current) (nbproject--project default-directory))))
       (project-root project)
     default-directory)))

(defun nbproject--connect (folder)
  "Start a server for FOLDER."
  (let* ((default-directory folder)
         (connection
          (make-instance 'nbproject--own-server
                         :name "nbproject"
                         :root folder
                         :process (lambda ()
                                    (make-process :name "nbproject"
                                                  :command nbproject-server-command
                                                  :connection-type 'pipe
                                                  :coding 'utf-8-emacs-unix
                                                  :noquery t
                                                  :stderr (get-buffer-create " *nbproject stderr*")))
                         :request-dispatcher #'nbproject--answer
                         :notification-dispatcher #'nbproject--hear
                         :on-shutdown #'nbproject--lose))
         (uri (nbproject--uri-of folder)))
    (push connection nbproject--connections)
    (jsonrpc-async-request
     connection :initialize
     `( :processId ,(emacs-pid)
        :clientInfo (:name "nbproject.el")
        :rootUri ,uri
        ;; Not all that the user has.
        :workspaceFolders ,(if (file-equal-p folder "~/") []
                             (vector (list :uri uri :name (abbreviate-file-name folder))))
        :initializationOptions ,(or nbproject-settings (make-hash-table))
        :capabilities
        ( :workspace (:applyEdit t :workspaceEdit (:documentChanges t))
          :textDocument
          ( :synchronization (:didSave t)
            :hover (:contentFormat ["plaintext"])
            :codeAction (:codeActionLiteralSupport (:codeActionKind (:valueSet ["quickfix" "refactor" "source"])))
            :publishDiagnostics (:codeDescriptionSupport t))
          :window (:showDocument (:support t))
          :general (:positionEncodings ["utf-32"])
          :experimental ,nbproject--extensions))
     :success-fn (lambda (_capabilities)
                   (jsonrpc-notify connection :initialized (make-hash-table))
                   (setf (nbproject--ready connection) t)
                   (mapc #'nbproject--tell-of-opening (nbproject--buffers connection)))
     :error-fn (lambda (failure)
                 (message "nbproject: %s" (plist-get failure :message))))
    connection))

(defun nbproject--join (connection)
  "Have the buffer be one of CONNECTION."
  (setq nbproject--connection connection)
  (push (current-buffer) (nbproject--buffers connection))
  (add-hook 'after-change-functions #'nbproject--note-change nil t)
  (add-hook 'after-save-hook #'nbproject--tell-of-saving nil t)
  (add-hook 'kill-buffer-hook #'nbproject--leave nil t)
  (add-hook 'change-major-mode-hook #'nbproject--leave nil t)
  (add-hook 'eldoc-documentation-functions #'nbproject--explain nil t)
  (nbproject--show-findings)
  (when (nbproject--ready connection)
    (nbproject--tell-of-opening (current-buffer))))

(defun nbproject--leave ()
  "Take the buffer from its connection, which ends with its last one."
  (when-let* ((connection nbproject--connection))
    (nbproject--forget)
    (setf (nbproject--buffers connection) (remq (current-buffer) (nbproject--buffers connection)))
    (when (nbproject--ready connection)
      (jsonrpc-notify connection :textDocument/didClose
                      `(:textDocument (:uri ,(nbproject--client-uri 'beside)))))
    (unless (nbproject--buffers connection)
      (setq nbproject--connections (delq connection nbproject--connections))
      (jsonrpc-async-request connection :shutdown nil
                             :success-fn (lambda (_result) (jsonrpc-notify connection :exit nil))))))

(defun nbproject--forget ()
  "Leave nothing in the buffer of what its connection has put there."
  (setq nbproject--connection nil
        nbproject--header nil)
  (when nbproject--timer
    (cancel-timer nbproject--timer)
    (setq nbproject--timer nil))
  (nbproject--forget-findings)
  (remove-hook 'after-change-functions #'nbproject--note-change t)
  (remove-hook 'after-save-hook #'nbproject--tell-of-saving t)
  (remove-hook 'kill-buffer-hook #'nbproject--leave t)
  (remove-hook 'change-major-mode-hook #'nbproject--leave t)
  (remove-hook 'eldoc-documentation-functions #'nbproject--explain t))

(defun nbproject--lose (connection)
  "CONNECTION has ended: start it anew, unless it was started just now."
  (let ((buffers (seq-filter #'buffer-live-p (nbproject--buffers connection)))
        (again (> (- (float-time) (nbproject--began connection)) 10)))
    (setq nbproject--connections (delq connection nbproject--connections))
    (dolist (buffer buffers)
      (with-current-buffer buffer
        (nbproject--forget)
        (when again (nbproject--client-start 'beside))))
    (when (and buffers (not again))
      (message "nbproject: the server ended; `nbproject-restart' starts it anew"))))

;;; What the server is told

(defun nbproject--tell-of-opening (buffer)
  "Send the text of BUFFER."
  (with-current-buffer buffer
    (jsonrpc-notify nbproject--connection :textDocument/didOpen
                    `(:textDocument ( :uri ,(nbproject--client-uri 'beside)
                                      :languageId ,(nbproject--language)
                                      :version ,(cl-incf nbproject--version)
                                      :text ,(nbproject--text))))))

(defun nbproject--note-change (&rest _)
  "Have the server hear of a change once its user pauses."
  (unless nbproject--timer
    (setq nbproject--timer
          (run-with-idle-timer 0.3 nil
                               (lambda (buffer)
                                 (when (buffer-live-p buffer)
                                   (with-current-buffer buffer (nbproject--tell-of-changes))))
                               (current-buffer)))))

(defun nbproject--tell-of-changes ()
  "Send the text where the server has not heard of a change.
Gives nil where it has, or there is none to hear.  As a whole: a script
has neither outputs nor the rest that makes a notebook large."
  (when nbproject--timer
    (cancel-timer nbproject--timer)
    (setq nbproject--timer nil)
    (when (nbproject--client-connected-p 'beside)
      (jsonrpc-notify nbproject--connection :textDocument/didChange
                      `( :textDocument ( :uri ,(nbproject--client-uri 'beside)
                                         :version ,(cl-incf nbproject--version))
                         :contentChanges [(:text ,(nbproject--text))]))
      t)))

(defun nbproject--tell-of-all-changes (connection)
  "Send the texts of CONNECTION that are not what its server knows."
  (dolist (buffer (nbproject--buffers connection))
    (with-current-buffer buffer (nbproject--tell-of-changes))))

(defun nbproject--tell-of-saving ()
  "The file has been written, by whatever means."
  (nbproject--tell-of-changes)
  (when (nbproject--client-connected-p 'beside)
    (jsonrpc-notify nbproject--connection :textDocument/didSave
                    `(:textDocument (:uri ,(nbproject--client-uri 'beside))))))

(defun nbproject--language ()
  "LSP's name for the language of the buffer."
  (cond ((derived-mode-p 'markdown-mode) "markdown")
        ((derived-mode-p 'ess-r-mode) "r")
        (t (replace-regexp-in-string "\\(?:-ts\\)?-mode\\'" "" (symbol-name major-mode)))))

(defun nbproject--text ()
  "All text of the buffer."
  (save-restriction
    (widen)
    (buffer-substring-no-properties (point-min) (point-max))))

;;; What the server says

(defun nbproject--hear (connection method params)
  "Take the notification METHOD of CONNECTION with PARAMS."
  (pcase method
    ('textDocument/publishDiagnostics
     (when-let* ((buffer (nbproject--buffer-at connection (plist-get params :uri))))
       (with-current-buffer buffer
         ;; Of an older text: the server will say more.
         (when (and (null nbproject--timer)
                    (<= nbproject--version (or (plist-get params :version) nbproject--version)))
           (nbproject--take-findings (plist-get params :diagnostics))))))
    ('nbproject/fileDidChange
     (nbproject--read-again (plist-get params :uri)))
    ('nbproject/headerDidChange
     (nbproject--receive (plist-get params :uri) (plist-get params :header)))
    ('window/showMessage
     (message "nbproject: %s" (plist-get params :message)))))

(defun nbproject--answer (connection method params)
  "Give the answer to the request METHOD of CONNECTION with PARAMS."
  (pcase method
    ('workspace/applyEdit
     ;; Of what was typed, so that an older edit is refused; and of the edit, for which the server waits.
     (nbproject--tell-of-all-changes connection)
     (condition-case failure
         (progn (nbproject--make-edit (plist-get params :edit))
                (nbproject--tell-of-all-changes connection)
                '(:applied t))
       (error (list :applied :json-false :failureReason (error-message-string failure)))))
    ('window/showMessageRequest
     (when-let* ((title (nbproject--choose (plist-get params :message) (plist-get params :actions))))
       (list :title title)))
    ('window/showDocument
     (browse-url (plist-get params :uri))
     '(:success t))
    ('nbproject/saveDocument
     (nbproject--save (plist-get params :uri)))
    ('nbproject/askText
     (nbproject--read (plist-get params :message) (plist-get params :value)))
    (_ (jsonrpc-error :code -32601 :message (format "%s is not offered" method)))))

(defun nbproject--buffer-at (connection uri)
  "Give the buffer of CONNECTION with the script at URI."
  (seq-find (lambda (buffer)
              (with-current-buffer buffer (equal (nbproject--client-uri 'beside) uri)))
            (nbproject--buffers connection)))

(defun nbproject--choose (message actions)
  "Ask MESSAGE, and give the title of one of ACTIONS; nil after \\[keyboard-quit]."
  (let ((titles (seq-map (lambda (action) (plist-get action :title)) actions)))
    (condition-case nil
        (completing-read (concat message " ") titles nil t nil nil (car titles))
      (quit nil))))

(defun nbproject--explain (show &rest _)
  "Ask what there is to say of the thing at point, and tell it to SHOW."
  (when (nbproject--client-connected-p 'beside)
    (nbproject--tell-of-changes)
    (jsonrpc-async-request nbproject--connection :textDocument/hover
                           `( :textDocument (:uri ,(nbproject--client-uri 'beside))
                              :position ,(nbproject--lsp-position (point)))
                           :success-fn (lambda (hover)
                                         (funcall show (plist-get (plist-get hover :contents) :value))))
    t))

(provide 'nbproject-beside)
;;; nbproject-beside.el ends here
