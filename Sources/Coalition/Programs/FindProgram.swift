package import Ledger
internal import Storage

extension Coalition {
  /// The programme of an asset.
  /// - Throws: `ProgramRefusal.programNotFound`.
  package func program(_ asset: AssetID) async throws -> Program {
    try await program { try $0.program("asset_id = \(asset)") }
  }

  /// The programme with a code.
  /// - Throws: `ProgramRefusal.programNotFound`.
  package func program(code: String) async throws -> Program {
    try await program { try $0.program("code = \(code)") }
  }

  /// The universal programme (通用积分).
  /// - Throws: `ProgramRefusal.programNotFound` when none was made yet.
  package func universalProgram() async throws -> Program {
    try await program { try $0.program("kind = 'universal'") }
  }

  /// Every programme that the caller may see, in the order they were made; a merchant sees the universal one,
  /// its own, and those it has terms in.
  /// - Throws: `AccessRefusal`.
  package func programs(by principal: Principal) async throws -> [Program] {
    try principal.require(.readPrograms)
    return try await database.read { tx in
      let visible: SQL =
        principal.merchant.map {
          """
          WHERE merchant_id = \($0) OR merchant_id IS NULL
            OR asset_id IN (SELECT asset_id FROM merchant_program WHERE merchant_program.merchant_id = \($0)) 
          """
        } ?? ""
      let found = try tx.query(Program.select + visible + " ORDER BY asset_id") { Program($0) }
      return try found.map { try tx.withValidity($0) }
    }
  }

  private func program(
    _ find: @escaping @Sendable (any Storage.Transaction) throws -> Program?
  ) async throws -> Program {
    guard let program = try await database.read(find) else { throw ProgramRefusal.programNotFound }
    return program
  }
}

extension Storage.Transaction {
  func program(_ condition: SQL) throws -> Program? {
    try queryFirst(Program.select + "WHERE " + condition) { Program($0) }.map { try withValidity($0) }
  }

  func withValidity(_ program: Program) throws -> Program {
    var program = program
    program.validity = try validity(of: program.asset, merchant: 0)
    program.policies.services = try services(
      of: program.asset, in: program.worth.money.currency)
    return program
  }
}
