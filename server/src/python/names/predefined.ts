/** True for a name that Python or IPython brings. `__file__` is none: a notebook has no file of its own. */
export function isPredefined(name: string): boolean {
  return builtins.has(name) || history.test(name) || hosted.test(name);
}

/** What IPython numbers: `_`, `__`, `___`, `_12`, `_i`, `_ii`, `_iii`, `_i12`. */
const history = /^_(?:_{0,2}|\d+|i{1,3}|i\d+|[io]h|dh|exit_code)$/;

/** What a notebook service puts into its notebooks: Deepnote's toolkit and the state of its blocks. */
const hosted = /^_(?:dntk|deepnote_\w+)$/;

const builtins: ReadonlySet<string> = new Set(
  (
    'ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError BytesWarning ' +
    'ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis ' +
    'EncodingWarning EnvironmentError Exception ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError FutureWarning ' +
    'GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt ' +
    'LookupError MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError OverflowError ' +
    'PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError ResourceWarning ' +
    'RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True ' +
    'TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError ' +
    'Warning WindowsError ZeroDivisionError __build_class__ __debug__ __doc__ __import__ __loader__ __name__ __package__ __spec__ __builtins__ ' +
    '__builtin__ __annotations__ abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex ' +
    'copyright credits delattr dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id input ' +
    'int isinstance issubclass iter len license list locals map max memoryview min next object oct open ord pow print property range repr ' +
    'reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip ' +
    // A class body's own, and what the compiler gives to methods.
    '__class__ __module__ __qualname__ ' +
    // IPython's.
    'In Out display exit get_ipython quit'
  ).split(' '),
);
