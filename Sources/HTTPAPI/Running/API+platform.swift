package import Coalition
import Ledger

extension API<Coalition> {
  /// The platform's API: its operations and those added to them, its keys, its refusals.
  package init(_ coalition: Coalition, adding more: [Operation<Coalition>] = [], settings: APISettings) {
    self.init(
      Operation<Coalition>.all + more, services: coalition, settings: settings,
      signatures: SignatureAuthority(coalition),
      translate: { coalition.problem(for: $0) }
    ) { key, address in
      do {
        return try await coalition.authenticate(bearer: key, from: address ?? "")
      } catch AccessRefusal.notAuthenticated { return nil }
    }
  }
}

extension APISettings {
  /// The platform's clock, ids and cursors.
  package init(for coalition: Coalition) {
    self.init(
      clock: { coalition.clock.now().microseconds },
      newRequestID: { coalition.publicIDs.text(coalition.ids.next(Identified.Request.self)) },
      cursorKey: coalition.secrets.cursorKey)
    onRefusal = { coalition.note($0) }
  }
}
