;;; nbproject-script.el --- Which buffers are scripts of notebooks  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Asked of every file that is visited, so that nothing else is loaded for
;; one that is no script of a notebook.

;;; Code:

(declare-function nbproject-script-mode "nbproject")

;;;###autoload
(defun nbproject-maybe-script-mode ()
  "Turn on `nbproject-script-mode' in a buffer with a script of a notebook."
  (when (and buffer-file-name (nbproject--script-p))
    (nbproject-script-mode)))

;; Not when a file is found: packages such as code-cells choose the mode
;; again when they read the notebook again.
;;;###autoload
(add-hook 'after-change-major-mode-hook #'nbproject-maybe-script-mode)

(defun nbproject--script-p ()
  "Tell whether the buffer has a script of a notebook.
That is a file x.ipynb that is shown as a script, as code-cells does,
or a script with a header that jupytext wrote, a notebook of its name
beside it, or marked cells where a configuration says how scripts are
paired; what it says, the server knows."
  (let ((case-fold-search nil))
    (cond ((or (eq major-mode 'fundamental-mode) (file-remote-p buffer-file-name)) nil)
          ((string-match-p "\\.ipynb\\'" buffer-file-name)
           (not (nbproject--holds-notebook-p)))
          ((string-match-p "\\.\\(?:py\\|md\\|markdown\\|qmd\\|[Rr]md\\|[Rr]\\|jl\\|myst\\)\\'" buffer-file-name)
           (or (file-exists-p (concat (file-name-sans-extension buffer-file-name) ".ipynb"))
               (nbproject--begins-p "^[^[:alnum:]\n]\\{0,8\\}jupytext:")
               (and (nbproject--begins-p "^# ?%%\\|^```+[ \t]*{")
                    (locate-dominating-file buffer-file-name #'nbproject--configures-jupytext-p)))))))

(defun nbproject--begins-p (regexp)
  "Tell whether the begin of the buffer has a line that fits REGEXP."
  (save-excursion
    (save-restriction
      (widen)
      (goto-char (point-min))
      (and (re-search-forward regexp (min 10000 (point-max)) t) t))))

(defun nbproject--configures-jupytext-p (folder)
  "Tell whether FOLDER has a configuration of jupytext."
  (or (directory-files folder nil "\\`\\.?jupytext\\(?:\\.\\(?:toml\\|ya?ml\\|json\\)\\)?\\'" t 1)
      (let ((project (expand-file-name "pyproject.toml" folder)))
        (and (file-readable-p project)
             (with-temp-buffer
               (insert-file-contents project)
               (search-forward "[tool.jupytext" nil t))))))

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

(provide 'nbproject-script)
;;; nbproject-script.el ends here
