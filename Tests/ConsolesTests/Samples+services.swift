@testable import Consoles

extension Sample {
  private static func runOut(_ index: Int, fault: String? = nil) -> SiteReinstatePage.RunOut {
    SiteReinstatePage.RunOut(
      id: "txn_\(index)", program: "Tongbao <points>", points: ShownPoints(2_000),
      ranOutAt: Faked.ago(days: 9),
      until: Faked.now, typed: "2000", fault: fault, rules: ["Fee 10.00%", "within 30 days"])
  }

  private static func service(
    _ stage: SiteServicePage.Stage, fault: String? = nil
  ) -> SiteServicePage {
    SiteServicePage(
      stage: stage, program: "Tongbao <points>",
      facts: [.init(name: "Fee", value: "<200>"), .init(name: "Come back", value: "1,800", isMain: true)],
      wording: .init(
        heading: "Please confirm", intro: "The fee is kept.", send: "Bring back", back: "Change"),
      places: .init(send: .siteReinstateSend, code: .siteReinstateCode, back: .siteReinstate), fault: fault)
  }

  static let services: [Sample] = [
    Sample(site: "reinstate", SiteReinstatePage(runOut: [runOut(1), runOut(2, fault: "Too many <points>")])),
    Sample(site: "reinstate-none", SiteReinstatePage(runOut: [], fault: "Refused")),
    Sample(
      site: "service-promise",
      service(.promised(offer: "a+b/c=", proof: OwnProofField(ways: [.pin, .code], phone: "138****8000")))),
    Sample(site: "service-proven", service(.promised(offer: "a+b/c=", proof: nil), fault: "Limit <reached>")),
    Sample(site: "service-done", service(.done(id: "txn_1"))),
  ]
}
