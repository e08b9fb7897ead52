import Coalition
import Ledger

extension Schema<[Shown<Partner>]> {
  /// All of them at once: partners are few.
  static var partners: Schema {
    .reply(
      "Partners", .constant("object", "partners"),
      .always("partners", Schema.array(of: .partner, 0...1_000)) { $0 })
  }
}

extension Schema<Shown<Partner>> {
  fileprivate static var partner: Schema {
    .reply(
      "Partner",
      .constant("object", "partner"),
      .always("id", .id("ptn")) { $0.text($0.id) },
      .always("code", .text(1...32)) { $0.code },
      .always("name", .text(1...100)) { $0.names.en },
      .always("merchant", Schema<String>.id("mch").described("In whose account it is cleared.")) {
        $0.text($0.merchant)
      },
      .always("contract", Schema<Partner.Contract>.choice) { $0.contract },
      .always("url", .text(1...500)) { $0.url },
      .always("decimals", .count(0...6)) { $0.decimals },
      .always("status", Schema<Partner.Status>.choice) { $0.status },
      .always("links_accounts", .boolean) { $0.linksAccounts },
      .maybe(
        "brings_into",
        Schema<String>.id("prg").described("Where what lies in an account comes once, when it is linked.")
      ) { shown in shown.bringsInto.map { shown.text($0) } },
      .always("points", Schema<String>.id("prg").described("Its points, as rates name them.")) {
        $0.text($0.asset)
      },
      .always("created", .timestamp) { $0.createdAt.microseconds })
  }
}

extension Schema<Shown<ProposedPartner>> {
  static var proposedPartnerReply: Schema {
    .reply(
      "ProposedPartnerReply",
      .constant("object", "proposed_partner"),
      .always("approval", .id("apr")) { $0.text($0.approval.id) },
      .maybe("secret", Schema<String>.text(1...128).described("Shown once.")) { $0.secret })
  }
}

extension Schema<Shown<PartnerProposal>> {
  /// What a proposal asks for, without the secret.
  static var proposedPartner: Schema {
    .reply(
      "ProposedPartner",
      .maybe("partner", .id("ptn")) { shown in
        shown.partner == 0 ? nil : shown.text(PartnerID(shown.partner))
      },
      .always("code", .text(1...32)) { $0.code },
      .always("name", .text(1...100)) { $0.names.en },
      .always("merchant", .id("mch")) { $0.text(MerchantID($0.merchant)) },
      .always("contract", Schema<Partner.Contract>.choice) { $0.contract },
      .always("url", .text(1...500)) { $0.url },
      .always("status", Schema<Partner.Status>.choice) { $0.status },
      .always("links_accounts", .boolean) { $0.linksAccounts },
      .maybe("brings_into", .id("prg")) { shown in shown.bringsInto.map { shown.text($0) } },
      .always("changes_secret", .boolean) { $0.changesSecret })
  }
}

extension Schema<Shown<PartnerExchange>> {
  static var partnerExchange: Schema {
    .reply(
      "PartnerExchange",
      .constant("object", "partner_exchange"),
      .always("id", .id("pex")) { $0.text($0.id) },
      .always("partner", .id("ptn")) { $0.text($0.partner) },
      .always("member", .id("mem")) { $0.text($0.member) },
      .always("direction", Schema<PartnerExchange.Direction>.choice.described("From the platform's side.")) {
        $0.direction
      },
      .always("origin", Schema<PartnerExchange.Origin>.choice) { $0.origin },
      .always("program", .id("prg")) { $0.text($0.asset) },
      .always("points", .points()) { $0.points.units },
      .always("partner_points", .points()) { $0.theirPoints.units },
      .always(
        "state",
        Schema<PartnerExchange.State>.choice.described(
          "`done` and `refused` are final; `unknown` is asked for again until it is certain.")
      ) { $0.state },
      .maybe("reason", Schema<String>.text(0...80).described("Why it was refused or what is in the way.")) {
        $0.failure.isEmpty ? nil : $0.failure
      },
      .maybe("reference", Schema<String>.text(0...64).described("The partner's.")) {
        $0.reference.isEmpty ? nil : $0.reference
      },
      .maybe("transaction", .id("txn")) { $0.text(given: $0.transaction) },
      .always("day", .day) { Int64($0.day.daysSince1970) },
      .always("created", .timestamp) { $0.createdAt.microseconds },
      .maybe("finished", .timestamp) { $0.finishedAt?.microseconds })
  }
}
