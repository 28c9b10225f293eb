;;; nbproject-tests.el --- Tests of what nbproject.el decides alone  -*- lexical-binding: t; -*-

;; emacs --batch -Q -L clients/emacs -l test/editors/emacs/nbproject-tests.el -f ert-run-tests-batch-and-exit

(require 'ert)
(require 'nbproject)

(ert-deftest nbproject-tests-tells-notebooks-from-scripts ()
  (pcase-dolist (`(,text . ,expected)
                 '(("{\"cells\": []}" . t)
                   ("\n\t {}" . t)
                   ("" . t)
                   ("[]" . t)
                   ("<<<<<<< HEAD\n{" . t)
                   ("# %%\nimport numpy" . nil)
                   ("---\njupyter: {}\n---" . nil)
                   ("import json" . nil)))
    (with-temp-buffer
      (insert text)
      (should (eq (and (nbproject--holds-notebook-p) t) expected)))))

(ert-deftest nbproject-tests-looks-at-the-whole-buffer-and-leaves-point ()
  (with-temp-buffer
    (insert "{\"cells\": []}")
    (narrow-to-region 4 8)
    (goto-char 6)
    (should (nbproject--holds-notebook-p))
    (should (= (point) 6))))

(defun nbproject-tests-mode-line (header)
  "The mode line's text for HEADER."
  (cl-letf (((symbol-function 'nbproject--client) (lambda () 'eglot)))
    (let ((nbproject--header header))
      (substring-no-properties (or (nbproject--mode-line) "none")))))

(ert-deftest nbproject-tests-mode-line-has-state-version-and-problems ()
  (should (equal (nbproject-tests-mode-line nil) "none"))
  (should (equal (nbproject-tests-mode-line
                  '( :state "draft" :record (:version "1")
                     :problems (:error 1 :warning 20 :info 0 :hint 3)))
                 " draft · 1 · E1 W20 H3"))
  (should (equal (nbproject-tests-mode-line
                  '(:state "uninitialized" :record nil :problems (:error 0 :warning 0 :info 0 :hint 0)))
                 " uninitialized")))

(ert-deftest nbproject-tests-mode-line-shows-a-version-and-obeys-it-not ()
  (should (equal (nbproject-tests-mode-line
                  '( :state "draft" :record (:version "%b\n1")
                     :problems (:error 0 :warning 0 :info 0 :hint 0)))
                 " draft · %%b 1"))
  (should (equal (nbproject-tests-mode-line
                  '(:state "draft" :record (:version 3) :problems (:error 0 :warning 0 :info 0 :hint 0)))
                 " draft")))

(ert-deftest nbproject-tests-header-keeps-a-value-on-its-line ()
  (with-temp-buffer
    (let ((text (with-current-buffer
                    (nbproject--draw-header
                     (current-buffer)
                     '(:rows [(:label "title" :value "A\nB" :status "info") (:label "id" :value "Rx2s" :status "ok")]))
                  (buffer-string))))
      (should (equal (substring-no-properties text) "title  A B\nid     Rx2s\n"))
      (should (eq (get-text-property (string-search "Rx2s" text) 'face text) 'success)))))

(ert-deftest nbproject-tests-reads-what-lsp-mode-gives ()
  (let ((row (make-hash-table :test #'equal))
        (header (make-hash-table :test #'equal)))
    (puthash "label" "title" row)
    (puthash "rows" (vector row) header)
    (puthash "record" nil header)
    (should (equal (nbproject--plist header) '(:rows [(:label "title")] :record nil)))))

(ert-deftest nbproject-tests-project-is-where-the-configuration-is ()
  (let* ((root (file-name-as-directory (make-temp-file "nbproject-" t)))
         (inner (expand-file-name "a/b/" root)))
    (make-directory inner t)
    (should-not (nbproject--project inner))
    (write-region "" nil (expand-file-name "nbproject_metadata.yml" root))
    (should (equal (project-root (nbproject--project inner)) root))
    (delete-directory root t)))

(ert-deftest nbproject-tests-comes-before-the-servers-of-json ()
  (should (equal (caar (eglot--lookup-mode 'nbproject-mode)) '(nbproject-mode . "json"))))

;;; nbproject-tests.el ends here
