;;; nbproject-lsp.el --- Notebooks in lsp-mode  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Nothing here is called before lsp-mode is there.  It has several servers
;; for a buffer, and takes ours for scripts beside that of their language.

;;; Code:

(require 'nbproject-client)
(require 'nbproject-files)
(require 'nbproject-header)

(declare-function lsp--buffer-uri "lsp-mode")
(declare-function lsp--client-server-id "lsp-mode")
(declare-function lsp--window-log-message-request "lsp-mode")
(declare-function lsp--workspace-client "lsp-mode")
(declare-function lsp--workspace-status "lsp-mode")
(declare-function lsp-cur-line-diagnostics "lsp-mode")
(declare-function lsp-deferred "lsp-mode")
(declare-function lsp-diagnostics--flymake-after-diagnostics "lsp-diagnostics")
(declare-function lsp-execute-code-action "lsp-mode")
(declare-function lsp-register-client "lsp-mode")
(declare-function lsp-register-custom-settings "lsp-mode")
(declare-function lsp-request-async "lsp-mode")
(declare-function lsp-stdio-connection "lsp-mode")
(declare-function lsp-workspace-restart "lsp-mode")
(declare-function lsp-workspaces "lsp-mode")
(declare-function make-lsp-client "lsp-mode")
(defvar lsp--cur-version)
(defvar lsp--cur-workspace)
(defvar lsp-language-id-configuration)


(cl-defmethod nbproject--client-connected-p ((_client (eql 'lsp-mode)))
  "Tell whether lsp-mode has connected the buffer to our server."
  (and (bound-and-true-p lsp-mode) (nbproject--lsp-workspace) t))

(cl-defmethod nbproject--client-start ((_client (eql 'lsp-mode)))
  "Have lsp-mode start our server, and that of a script's language."
  (nbproject--register-with-lsp-mode)
  (add-hook 'lsp-diagnostics-updated-hook #'nbproject--lsp-report-all 90 t)
  (lsp-deferred))

(defun nbproject--lsp-report-all ()
  "Tell Flymake what all servers of the buffer have found.
Of lsp-mode it hears what one has (emacs-lsp/lsp-mode#2808)."
  (when (bound-and-true-p lsp-diagnostics--flymake-report-fn)
    (let ((lsp--cur-workspace nil))
      (lsp-diagnostics--flymake-after-diagnostics))))

(cl-defmethod nbproject--client-restart ((_client (eql 'lsp-mode)))
  "Have lsp-mode restart our server."
  (lsp-workspace-restart (nbproject--lsp-workspace)))

(cl-defmethod nbproject--client-uri ((_client (eql 'lsp-mode)))
  "Give the buffer's URI as lsp-mode writes it."
  (lsp--buffer-uri))

(cl-defmethod nbproject--client-execute ((_client (eql 'lsp-mode)) params on-result on-error)
  "Send workspace/executeCommand with PARAMS.
ON-RESULT and ON-ERROR get what comes."
  (let ((lsp--cur-workspace (nbproject--lsp-workspace)))
    (lsp-request-async "workspace/executeCommand" params
                       (lambda (result) (funcall on-result (nbproject--plist result)))
                       :mode 'detached
                       :error-handler (lambda (failure) (funcall on-error (nbproject--plist failure))))))

(cl-defmethod nbproject--client-actions ((_client (eql 'lsp-mode)))
  "Have lsp-mode offer the code actions at point."
  (call-interactively #'lsp-execute-code-action))

(cl-defmethod nbproject--client-findings ((_client (eql 'lsp-mode)))
  "What lsp-mode has for the line."
  (seq-map #'nbproject--plist (lsp-cur-line-diagnostics)))

(defun nbproject--lsp-workspace ()
  "Our server in the buffer, once it is ready; nil where there is none."
  (seq-find (lambda (workspace)
              (and (memq (lsp--client-server-id (lsp--workspace-client workspace))
                         '(nbproject nbproject-beside))
                   (eq (lsp--workspace-status workspace) 'initialized)))
            (lsp-workspaces)))

(defun nbproject--register-with-lsp-mode ()
  "Tell lsp-mode of our server."
  (require 'lsp-mode)
  (setf (alist-get 'nbproject-mode lsp-language-id-configuration) "json")
  (lsp-register-custom-settings
   (cl-loop for (key value) on nbproject-settings by #'cddr
            collect (list (concat "nbproject." (substring (symbol-name key) 1)) value)))
  (lsp-register-client
   (nbproject--lsp-client :server-id 'nbproject
                          :major-modes '(nbproject-mode)
                          :priority 1))
  (lsp-register-client
   (nbproject--lsp-client :server-id 'nbproject-beside
                          :activation-fn (lambda (&rest _) (bound-and-true-p nbproject-script-mode))
                          :add-on? t)))

(defun nbproject--lsp-client (&rest which)
  "Our server as lsp-mode sees it, with WHICH more a caller has to say of it."
  (apply
   #'make-lsp-client
   :new-connection (lsp-stdio-connection (lambda () nbproject-server-command))
   ;; An edit of version 0 it makes without a look at what was typed meanwhile.
   :before-file-open-fn (lambda (_workspace) (setq lsp--cur-version (max 1 lsp--cur-version)))
   :custom-capabilities `((experimental . ,nbproject--extensions))
   :notification-handlers
   (nbproject--table "nbproject/headerDidChange"
                     (lambda (_workspace params)
                       (let ((params (nbproject--plist params)))
                         (nbproject--receive (plist-get params :uri) (plist-get params :header))))
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
   (nbproject--table "nbproject.showHeader" (lambda (_lens) (nbproject-header)))
   which))

(defun nbproject--table (&rest pairs)
  "A hash table of PAIRS, each a key and behind it its value."
  (let ((table (make-hash-table :test #'equal)))
    (cl-loop for (key value) on pairs by #'cddr do (puthash key value table))
    table))

(provide 'nbproject-lsp)
;;; nbproject-lsp.el ends here
