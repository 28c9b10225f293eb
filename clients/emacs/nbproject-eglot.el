;;; nbproject-eglot.el --- Notebooks in Eglot  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Eglot has one server for a buffer: ours for notebooks as JSON.  Scripts
;; are left to the server of their language; see nbproject-beside.el.

;;; Code:

(require 'eglot)
(require 'nbproject-client)
(require 'nbproject-files)
(require 'nbproject-header)

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

(cl-defmethod eglot-handle-request
  ((_server nbproject--eglot-server) (_method (eql nbproject/saveDocument)) &key uri)
  "Save the buffer of URI, and answer with how it went."
  (nbproject--save uri))

(cl-defmethod eglot-handle-notification
  ((_server nbproject--eglot-server) (_method (eql nbproject/fileDidChange)) &key uri)
  "Read the file at URI again, which the server has written."
  (nbproject--read-again uri))

(cl-defmethod nbproject--client-connected-p ((_client (eql 'eglot)))
  "Tell whether Eglot has connected the buffer to our server."
  (and (eglot-managed-p)
       (object-of-class-p (eglot-current-server) 'nbproject--eglot-server)))

(cl-defmethod nbproject--client-start ((_client (eql 'eglot)))
  "Have Eglot start our server once the command in hand is done."
  (eglot-ensure))

(cl-defmethod nbproject--client-restart ((_client (eql 'eglot)))
  "Have Eglot connect anew."
  (eglot-reconnect (eglot-current-server)))

(cl-defmethod nbproject--client-uri ((_client (eql 'eglot)))
  "Give the buffer's URI as Eglot writes it."
  (plist-get (eglot--TextDocumentIdentifier) :uri))

(cl-defmethod nbproject--client-execute ((_client (eql 'eglot)) params on-result on-error)
  "Send workspace/executeCommand with PARAMS.
ON-RESULT and ON-ERROR get what comes."
  (jsonrpc-async-request (eglot-current-server) :workspace/executeCommand params
                         :success-fn on-result
                         :error-fn on-error
                         :timeout nil
                         ;; Once the server has heard of the last edits.
                         :deferred (plist-get params :command)))

(cl-defmethod nbproject--client-actions ((_client (eql 'eglot)))
  "Have Eglot offer the code actions at point."
  (call-interactively #'eglot-code-actions))

(cl-defmethod nbproject--client-findings ((_client (eql 'eglot)))
  "Give of the findings at point all that came."
  (mapcar (lambda (found) (alist-get 'eglot-lsp-diag (flymake-diagnostic-data found)))
          (or (flymake-diagnostics (point))
              (flymake-diagnostics (line-beginning-position) (line-end-position)))))

(provide 'nbproject-eglot)
;;; nbproject-eglot.el ends here
