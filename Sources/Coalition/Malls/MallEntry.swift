internal import Ledger
internal import Storage

extension Coalition {
  /// The address at which a mall lets a member in (免登), signed for five minutes; made anew at each click.
  /// Nothing in it is the member's to choose, as it is signed with the secret of orders.
  /// - Throws: ``PartnerRefusal``.
  package func mallEntry(to id: PartnerID, by me: MemberPrincipal) async throws -> String {
    let partner = try await database.read { try $0.requirePartner(id) }
    guard partner.status == .active, partner.contract == .mall else { throw PartnerRefusal.partnerInactive }
    let program = try await universalProgram()
    let wallet = try await wallet(WalletKey(member: me.member, asset: program.asset), by: .system)
    guard let secret = try await secrets(of: partner).first else { throw PartnerRefusal.partnerInactive }
    var parameters = [
      "uid": publicIDs.text(me.member), "credits": String(max(0, wallet.spendable.units)),
      "appKey": partner.appKey, "timestamp": String(clock.now().microseconds / 1_000),
    ]
    parameters["sign"] = MallSign.sign(parameters, secret: secret)
    return partner.url + "/autologin?" + MallSign.query(parameters)
  }

  /// Malls that members may go to now. Open to everybody.
  package func openMalls() async throws -> [Partner] {
    try await openPartners().filter { $0.contract == .mall }
  }
}
