package import Coalition
package import Hummingbird
package import LedgerStore

/// Proves the ledger from its files and tells how far it is; nil where this server cannot.
package typealias LedgerProof =
  @Sendable (_ progress: @escaping @Sendable (_ transactions: Int64, _ of: Int64) -> Void) throws ->
  Verification

/// Hears of failures that are ours, with the request that met them.
package typealias FaceRecord = @Sendable (_ requestID: String, _ error: any Error) -> Void

/// The console of the platform's staff: what its handlers share.
struct OperatorConsole: Sendable {
  let faces: Faces
  let coalition: Coalition
  let door: StaffDoor
  let books: BooksDesk
  let record: FaceRecord

  init(_ faces: Faces, _ coalition: Coalition, proof: LedgerProof?, record: @escaping FaceRecord) {
    self.faces = faces
    self.coalition = coalition
    door = StaffDoor(
      faces: faces, coalition: coalition, tokens: FormToken(key: coalition.secrets.formKey),
      face: .platform, cookie: .operatorSession, home: .dashboard, record: record)
    self.record = record
    books = BooksDesk(coalition: coalition, proof: proof, record: record)
  }
}

extension OperatorConsole {
  func search(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { _ in faces.redirect(to: SearchTarget.link(for: asked.query["q"] ?? "")) }
  }
}

extension Faces {
  /// Serves every page of the faces, with their headers, their proof of origin and their error pages.
  ///
  /// Call it before routes of other faces are added; `/v1` keeps its own headers and errors.
  /// - Parameters:
  ///   - origins: the addresses people open, such as `https://points.example`; empty takes the host that
  ///     was asked for.
  ///   - proof: runs the ledger's verification when an operator asks for it.
  ///   - record: hears of failures that are ours.
  ///   - caller: names the request and its sender.
  package func addRoutes<Context: RequestContext>(
    to router: Router<Context>, coalition: Coalition, origins: Set<String> = [], proof: LedgerProof? = nil,
    record: @escaping FaceRecord, caller: @escaping @Sendable (Request, Context) -> FaceCaller
  ) {
    router.addMiddleware {
      FaceHeaders<Context>(isSecure: isSecure)
      FaceErrors<Context>(
        self, requestID: { caller($0, $1).requestID },
        record: { error, request, context in record(caller(request, context).requestID, error) })
      SameOrigin<Context>(origins: origins)
    }
    addOpenRoutes(to: router)
    let console = OperatorConsole(self, coalition, proof: proof, record: record)
    func ask(
      _ answer: @escaping @Sendable (Asked) async throws -> Response
    ) -> @Sendable (Request, Context) async throws -> Response {
      { request, context in
        try await answer(
          Asked(request: request, caller: caller(request, context), id: context.parameters.get("id") ?? ""))
      }
    }
    for (method, path, answer) in console.door.routes { router.on(path, method: method, use: ask(answer)) }
    for (method, path, answer) in MerchantDesk(self, coalition, record: record).routes {
      router.on(path, method: method, use: ask(answer))
    }
    addMemberRoutes(to: router, MemberSite(self, coalition, record: record), ask)
    router.get("operator/feedback", use: ask(console.feedbackQueue))
    router.get("operator/feedback/:id", use: ask(console.feedback))
    router.post("operator/feedback/:id", use: ask(console.answerFeedback))
    router.post("operator/feedback/:id/close", use: ask(console.closeFeedback))
    router.get("operator", use: ask(console.dashboard))
    router.get("operator/search", use: ask(console.search))
    router.get("operator/members", use: ask(console.members))
    router.get("operator/members.csv", use: ask(console.membersExport))
    router.get("operator/members/:id", use: ask(console.member))
    router.get("operator/transactions", use: ask(console.transactions))
    router.get("operator/transactions.csv", use: ask(console.transactionsExport))
    router.get("operator/transactions/:id", use: ask(console.transaction))
    router.get("operator/approvals", use: ask(console.approvals))
    router.get("operator/approvals/:id", use: ask(console.approval))
    router.post("operator/approvals/:id/approve", use: ask(console.approve))
    router.post("operator/approvals/:id/reject", use: ask(console.reject))
    router.post("operator/approvals/:id/withdraw", use: ask(console.withdraw))
    router.get("operator/merchants", use: ask(console.merchants))
    router.get("operator/terminals", use: ask(console.terminals))
    router.get("operator/terminals/:id", use: ask(console.terminal))
    router.post("operator/terminals/:id/status", use: ask(console.switchTerminal))
    router.post("operator/terminals/:id/parameters", use: ask(console.setTerminalParameters))
    router.post("operator/terminals/:id/key", use: ask(console.enterTerminalKey))
    router.get("operator/cases", use: ask(console.cases))
    router.get("operator/cases/:id", use: ask(console.caseFile))
    router.post("operator/cases/:id/notes", use: ask(console.noteOnCase))
    router.post("operator/cases/:id/owner", use: ask(console.assignCase))
    router.post("operator/cases/:id/propose", use: ask(console.proposeForCase))
    router.post("operator/cases/:id/close", use: ask(console.closeCase))
    router.get("operator/programs", use: ask(console.programs))
    router.get("operator/ledger", use: ask(console.ledger))
    router.post("operator/ledger/verify", use: ask(console.verify))
  }
}
