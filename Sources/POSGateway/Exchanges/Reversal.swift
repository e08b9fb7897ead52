internal import Coalition
internal import ISO8583
internal import Ledger

/// What a 0400 is about: the message whose outcome the terminal does not know.
struct TillReversalRequest: Sendable {
  let trace: Int64
  let batch: Int64
  let amount: Int64?
}

extension TillHost {
  /// Makes certain that a message has no effect (冲正): whether it came, was declined, comes later, or never.
  ///
  /// The answer is 00 in every case but one, so that terminals stop asking; only another amount than the
  /// original's gets 64, and somebody looks at it (acquiring.md 1.9).
  func reverse(_ request: TillReversalRequest, _ call: TillCall) async throws -> TillReply? {
    let current = call.terminal.batch
    // Numbers only rise within a generation, so a higher one is of the generation before.
    var batch = TillBatchName(generation: current.generation, number: request.batch)
    if request.batch > current.number {
      // A batch that never was has nothing to undo, and its numbers must stay free for when it comes.
      guard current.generation > 0 else { return TillReply(.approved) }
      batch.generation -= 1
    }
    do {
      let outcome = try await coalition.reverse(
        TillReference(batch: batch, trace: request.trace), amount: request.amount, of: call.terminal,
        by: call.principal)
      switch outcome {
      case .amountDiffers: return TillReply(.amountDiffers)
      case .undone(let receipt):
        var reply = TillReply(.approved)
        reply.take(receipt)
        return reply
      }
    } catch let error as OrderRefusal {
      if case .declined = error { return TillReply(.noOriginal) }
      guard let code = ResponseCode(error, for: .spend) else { return nil }
      return TillReply(code)
    }
  }
}
