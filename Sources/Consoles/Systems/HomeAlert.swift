/// Something that a home page asks its reader to look at.
struct HomeAlert: Sendable {
  let text: String
  let link: Link
  let linkText: String
}

func homeAlerts(_ alerts: [HomeAlert]) -> Node {
  .group(
    alerts.map { alert in
      div(.class("notice bad"), .role("note")) {
        p {
          alert.text + " "
          a(.href(alert.link)) { alert.linkText }
        }
      }
    })
}
