/** The library that carries the messages: what answers `initialize` and what is loaded after that have it in common. */
export {
  AbstractMessageReader,
  CancellationTokenSource,
  createMessageConnection,
  Disposable,
  ErrorCodes,
  IPCMessageReader,
  IPCMessageWriter,
  ResponseError,
  SocketMessageWriter,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
