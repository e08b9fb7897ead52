@testable import Consoles

extension Sample {
  static let shownLinks: [ShownLink] = (0..<2).map { index in
    var link = ShownLink(
      id: "lac_\(index)", system: "Sky <miles>", account: "\u{2022}\u{2022}\u{2022}\u{2022}-88\(index)",
      way: "A code from <there>", since: Faked.ago(days: Int64(index)))
    if index == 0 { (link.brought, link.exchange) = ("400 Tongbao <points>", "pex_1") }
    if index == 1 { link.ended = "Ended <today>: by that system" }
    return link
  }

  private static func confirm(_ proof: OwnProofField?, fault: String? = nil) -> SiteLinkConfirmPage {
    var page = SiteLinkConfirmPage(
      system: "Sky <miles>", account: "\u{2022}\u{2022}\u{2022}\u{2022}-881", member: "138****8000",
      program: proof == nil ? nil : "Tongbao <points>", carried: [("system", "ptn_1")],
      asksCode: proof != nil, proof: proof)
    page.fault = fault
    return page
  }

  static let linkPages: [Sample] = [
    Sample(
      site: "links",
      SiteLinksPage(
        current: [shownLinks[0]], ended: [shownLinks[1]], systems: [("ptn_1", "Sky <miles>")],
        fault: "Not <now>.")),
    Sample(site: "links-none", SiteLinksPage(current: [], ended: [], systems: [])),
    Sample(site: "link-confirm", confirm(OwnProofField(ways: [.pin, .code], phone: "138****8000"))),
    Sample(site: "link-proven", confirm(nil, fault: "Wrong <code>.")),
  ]
}
