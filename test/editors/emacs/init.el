;;; init.el --- What the tests' Emacs starts with  -*- lexical-binding: t; -*-

;; NBPROJECT_TEST_CLIENT is `eglot' or `lsp-mode'; the package is installed
;; by its autoloads alone, as a package manager would, and so is lsp-mode.

(setq inhibit-startup-screen t
      ring-bell-function #'ignore
      use-short-answers t
      make-backup-files nil
      auto-save-default nil
      create-lockfiles nil
      custom-file (expand-file-name "custom.el" "~")
      server-socket-dir (expand-file-name "socket" "~")
      nbproject-client (intern (getenv "NBPROJECT_TEST_CLIENT"))
      ;; It would compile in the background, with a compiler that may not be there.
      native-comp-async-report-warnings-errors nil
      lsp-auto-guess-root t
      ;; That of JSON is the one that could come between; there are 150.
      lsp-client-packages '(lsp-json)
      lsp-restart 'auto-restart
      lsp-session-file (expand-file-name "lsp-session" "~"))

(let* ((package (expand-file-name "package" "~"))
       (autoloads (expand-file-name "nbproject-autoloads.el" package)))
  (copy-directory (getenv "NBPROJECT_TEST_PACKAGE") package)
  (add-to-list 'load-path package)
  (loaddefs-generate package autoloads)
  (load autoloads nil t))

(load "lsp-mode-autoloads" t t)

(make-directory server-socket-dir t)
(set-file-modes server-socket-dir #o700)
(require 'server)
(server-start)

;;; What tests ask

(defun nbproject-test-clear ()
  "Be as after the start: without buffers, and without servers."
  (when (featurep 'eglot)
    (eglot-shutdown-all))
  (when (featurep 'lsp-mode)
    (mapc #'lsp-workspace-shutdown (lsp--session-workspaces (lsp-session))))
  (delete-other-windows)
  (dolist (buffer (buffer-list))
    (unless (string-match-p "\\` \\|\\`\\*Messages" (buffer-name buffer))
      (with-current-buffer buffer
        (set-buffer-modified-p nil))
      (kill-buffer buffer)))
  (message nil))

(require 'benchmark)
(require 'json)

(defun nbproject-test-answer (value)
  "VALUE as JSON that comes through the server unharmed."
  (base64-encode-string (encode-coding-string (json-encode value) 'utf-8) t))

(defun nbproject-test-buffer ()
  "The buffer that the user works in."
  (window-buffer (or (minibuffer-selected-window) (selected-window))))

(defun nbproject-test-diagnostics ()
  "What is drawn as diagnostics, in the order of the text."
  (mapcar (lambda (drawn)
            (let ((begin (flymake-diagnostic-beg drawn))
                  (end (flymake-diagnostic-end drawn))
                  (text (flymake-diagnostic-text drawn)))
              `((code . ,(nbproject-test-code text))
                (line . ,(1- (line-number-at-pos begin)))
                (column . ,(save-excursion (goto-char begin) (- (point) (line-beginning-position))))
                (message . ,text)
                (text . ,(buffer-substring-no-properties begin end)))))
          ;; They stay where they were made until there are newer ones.
          (sort (seq-filter (lambda (drawn) (<= (flymake-diagnostic-end drawn) (point-max)))
                            (flymake-diagnostics))
                (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b))))))

(defun nbproject-test-code (text)
  "The code of the diagnostic that is drawn as TEXT: Eglot writes it there."
  (if (string-match "\\[\\([a-z-]+\\)\\]" text)
      (match-string 1 text)
    (let ((finding (seq-find (lambda (finding) (equal (gethash "message" finding) text))
                             (and (fboundp 'lsp--get-buffer-diagnostics) (lsp--get-buffer-diagnostics)))))
      (and finding (gethash "code" finding)))))

(defun nbproject-test-question ()
  "What the minibuffer asks, and the choices; nil while it asks nothing."
  (when-let* ((window (active-minibuffer-window)))
    (with-selected-window window
      (when minibuffer-completion-table
        `((prompt . ,(minibuffer-prompt))
          (choices . ,(vconcat (all-completions "" minibuffer-completion-table))))))))
