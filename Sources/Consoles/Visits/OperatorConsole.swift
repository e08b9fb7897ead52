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
  /// What the server was started with, to be looked at.
  let settings: [PlatformSetting]
  let record: FaceRecord

  init(
    _ faces: Faces, _ coalition: Coalition, proof: LedgerProof?, settings: [PlatformSetting],
    record: @escaping FaceRecord
  ) {
    self.settings = settings
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
  ///   - settings: what the server was started with, without secrets.
  ///   - inbox: shows what the demonstration sent; nil elsewhere.
  ///   - record: hears of failures that are ours.
  ///   - caller: names the request and its sender.
  package func addRoutes<Context: RequestContext>(
    to router: Router<Context>, coalition: Coalition, origins: Set<String> = [], proof: LedgerProof? = nil,
    settings: [PlatformSetting] = [], inbox: MessageTray? = nil, record: @escaping FaceRecord,
    caller: @escaping @Sendable (Request, Context) -> FaceCaller
  ) {
    router.addMiddleware {
      FaceHeaders<Context>(isSecure: isSecure)
      FaceErrors<Context>(
        self, requestID: { caller($0, $1).requestID },
        record: { error, request, context in record(caller(request, context).requestID, error) },
        refused: { status, request, context in
          let asked = Asked(request: request, caller: caller(request, context), id: "")
          coalition.note(asked.refusal(status.reasonPhrase.lowercased().replacing(" ", with: "_"), by: nil))
        })
      SameOrigin<Context>(origins: origins)
    }
    addOpenRoutes(to: router)
    let console = OperatorConsole(self, coalition, proof: proof, settings: settings, record: record)
    func ask(
      _ answer: @escaping @Sendable (Asked) async throws -> Response
    ) -> @Sendable (Request, Context) async throws -> Response {
      { request, context in
        try await answer(
          Asked(request: request, caller: caller(request, context), id: context.parameters.get("id") ?? ""))
      }
    }
    let seat = SeatFace(self, coalition, record: record)
    let desk = MerchantDesk(self, coalition, record: record)
    let applicants = ApplicantFace(self, coalition)
    let all =
      console.door.routes + console.routes + console.systemRoutes + console.financeRoutes + desk.routes
      + seat.routes + applicants.routes + RateBoard(self, coalition).routes
    for (method, path, answer) in all {
      router.on(path, method: method, use: ask(answer))
    }
    addMallRoutes(to: router, MallDoor(faces: self, coalition: coalition, record: record), ask)
    addMemberRoutes(to: router, MemberSite(self, coalition, record: record), ask)
    if let inbox { router.get("demo/inbox") { request, _ in await demoInbox(inbox, request) } }
  }
}

extension Faces {
  /// Makes the files of both consoles in the background, with what their owners may see.
  package func exporter(for coalition: Coalition, record: @escaping FaceRecord) -> Exporter {
    let console = OperatorConsole(self, coalition, proof: nil, settings: [], record: record)
    let desk = MerchantDesk(self, coalition, record: record)
    return exporter(
      [(.dashboard, console.exportSource), (.desk, desk.exportSource)], record: record)
  }
}
