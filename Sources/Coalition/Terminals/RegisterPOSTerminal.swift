package import Ledger
internal import Storage

extension Coalition {
  /// Makes a terminal one that speaks ISO 8583, under the numbers that its messages carry (fields 42 and 41).
  /// - Throws: `AccessRefusal`, `MerchantRefusal.terminalNotFound`, ``POSRefusal``.
  package func registerPOSTerminal(
    _ id: TerminalID, acceptor: String, number: String, parameters: POSParameters = POSParameters(),
    by principal: Principal
  ) async throws -> POSTerminal {
    try principal.requireOperator(.writeMerchants)
    guard acceptor.isPOSNumber(length: 15) else { throw POSRefusal.invalid(.acceptor) }
    guard number.isPOSNumber(length: 8) else { throw POSRefusal.invalid(.number) }
    guard parameters.areValid else { throw POSRefusal.invalid(.parameters) }
    let now = clock.now()
    // That its numbers were unknown is remembered, too.
    defer { posTerminalCache.forgetAll() }
    do {
      return try await database.write { tx in
        guard let terminal = try tx.terminal(id) else { throw MerchantRefusal.terminalNotFound }
        guard terminal.kind == .pos else { throw POSRefusal.kindDiffers }
        try tx.execute(
          """
          INSERT INTO pos_terminal (terminal_id, merchant_id, acceptor, number, mac, kinds, advice_limit,
            batch_advice_limit, reply_texts, batch, generation, signed_in_at, cashier, seen_at, created_at,
            updated_at)
          VALUES (\(id), \(terminal.merchant), \(acceptor), \(number), \(parameters.mac), \(parameters.kinds),
            \(parameters.adviceLimit), \(parameters.batchAdviceLimit), \(parameters.replyTexts), 1, 0, 0, '',
            0, \(now), \(now))
          """)
        try append(
          Change(
            action: "terminal.register", subject: "terminal/\(id.rawValue)",
            after: "\(acceptor) \(number) \(parameters.summary)"),
          by: principal.actor, in: tx)
        return try tx.requirePOSTerminal(id, by: principal)
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      throw POSRefusal.posTerminalExists
    }
  }

  /// Sets what an operator sets; another kind of MAC takes the keys with it, which are of its cipher.
  /// - Throws: `AccessRefusal`, ``POSRefusal``.
  package func setParameters(
    _ parameters: POSParameters, ofPOSTerminal id: TerminalID, by principal: Principal
  ) async throws -> POSTerminal {
    try await changeParameters(ofPOSTerminal: id, by: principal) { $0 = parameters }
  }

  /// As ``setParameters(_:ofPOSTerminal:by:)``, from what is set now; of two changes at once none is lost.
  package func changeParameters(
    ofPOSTerminal id: TerminalID, by principal: Principal,
    _ change: @escaping @Sendable (inout POSParameters) -> Void
  ) async throws -> POSTerminal {
    try principal.requireOperator(.writeMerchants)
    let now = clock.now()
    try principal.requireConfirmed(at: now)
    defer { posTerminalCache.forgetAll() }
    return try await database.write { tx in
      // Taking the row first puts two changes in a row, on both engines.
      try tx.execute("UPDATE pos_terminal SET updated_at = updated_at WHERE terminal_id = \(id)")
      let old = try tx.requirePOSTerminal(id, by: principal)
      var parameters = old.parameters
      change(&parameters)
      guard parameters.areValid else { throw POSRefusal.invalid(.parameters) }
      if parameters == old.parameters { return old }
      try tx.execute(
        """
        UPDATE pos_terminal SET mac = \(parameters.mac), kinds = \(parameters.kinds),
          advice_limit = \(parameters.adviceLimit), batch_advice_limit = \(parameters.batchAdviceLimit),
          reply_texts = \(parameters.replyTexts), updated_at = \(now)
        WHERE terminal_id = \(id)
        """)
      if (old.parameters.mac == .sm4) != (parameters.mac == .sm4) {
        try tx.execute(
          """
          UPDATE pos_terminal SET master_key = NULL, master_key_check = NULL, pin_key = NULL, mac_key = NULL,
            track_key = NULL, signed_in_at = 0
          WHERE terminal_id = \(id)
          """)
        try tx.execute("DELETE FROM pos_key_component WHERE terminal_id = \(id)")
      } else if old.parameters.mac != parameters.mac {
        // The keys of the last sign-in may be too short for the other kind.
        try tx.execute("UPDATE pos_terminal SET signed_in_at = 0 WHERE terminal_id = \(id)")
      }
      try append(
        Change(
          action: "terminal.parameters", subject: "terminal/\(id.rawValue)", before: old.parameters.summary,
          after: parameters.summary),
        by: principal.actor, in: tx)
      return try tx.requirePOSTerminal(id, by: principal)
    }
  }
}

extension Storage.Transaction {
  /// - Throws: ``POSRefusal/posTerminalNotFound``, also for another merchant's.
  func requirePOSTerminal(_ id: TerminalID, by principal: Principal) throws -> POSTerminal {
    guard let terminal = try posTerminal(id), principal.sees(terminal.merchant, terminal.store)
    else {
      throw POSRefusal.posTerminalNotFound
    }
    return terminal
  }
}

extension POSParameters {
  fileprivate var summary: String {
    let kinds = kinds.kinds.map { String($0.rawValue) }.joined(separator: ",")
    return "mac \(mac.rawValue) kinds \(kinds) advices \(adviceLimit)/\(batchAdviceLimit)"
      + (replyTexts ? " texts" : "")
  }
}

extension String {
  /// Whether it can stand in field 41 or 42: printable ASCII, no blank before its end.
  fileprivate func isPOSNumber(length: Int) -> Bool {
    utf8.count == length && utf8.allSatisfy { 0x21...0x7E ~= $0 }
  }
}
