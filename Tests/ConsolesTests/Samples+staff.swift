import Coalition

@testable import Consoles

extension Sample {
  private static func staffRow(_ index: Int) -> StaffRow {
    let isOperator = index % 3 != 2
    return StaffRow(
      id: "usr_\(index)", login: "person\(index)", name: Faked.people[index % 4],
      roles: isOperator ? [.finance, .reviewer] : .cashier, isActive: index != 1,
      merchantName: isOperator ? nil : Faked.shops[1].0, stores: isOperator ? nil : ["Pier <3>", "Pier 4"],
      number: isOperator ? nil : "12", createdAt: Faked.ago(days: Int64(index)))
  }

  private static let givable = Role.named.filter { Role.ofOperator.contains($0.role) }.map(\.role)

  private static func staffPage(_ fault: String? = nil) -> StaffPage {
    var page = StaffPage(
      query: ListQuery(), staff: .loaded(Batch((0..<6).map(staffRow), next: "n")), givable: givable)
    page.fault = fault
    return page
  }

  private static func member(
    _ index: Int, _ givable: [Role], hasFactor: Bool = true, _ fault: String? = nil
  ) -> StaffMemberPage {
    var page = StaffMemberPage(row: staffRow(index), hasFactor: hasFactor, givable: givable)
    page.fault = fault
    return page
  }

  private static let rules = (0..<3).map { index in
    RulesPage.Line(
      operation: "Correction of points", above: "\(index)", control: "Needs a second person",
      reviewers: "Finance, Reviewer")
  }

  private static func auditRow(_ index: Int) -> AuditRow {
    AuditRow(
      number: Int64(90 - index), at: Faked.ago(minutes: Int64(index)), who: "Lin Yue",
      origin: index == 2 ? "" : "192.0.2.1", action: "merchant.update", subject: "merchant/881\(index)",
      before: index == 1 ? "" : "active <b>", after: index == 3 ? "" : "suspended")
  }

  private static func audit(_ proof: AuditPage.Proof, rows: Int = 5) -> AuditPage {
    AuditPage(query: ListQuery(), lines: .loaded(Batch((0..<rows).map(auditRow))), proof: proof)
  }

  static let staff: [Sample] = [
    Sample("staff", staffPage()),
    Sample("staff-fault", staffPage("Please give a name.")),
    Sample(
      "staff-forbidden", StaffPage(query: ListQuery(), staff: .forbidden(right: "users"), givable: [])),
    Sample("staff-member", member(0, givable)),
    Sample("staff-member-merchant", member(2, [.cashier], hasFactor: false, "Somebody <above>")),
    Sample("staff-member-look", member(1, [])),
    Sample("rules", RulesPage(rules: rules, mayPropose: true)),
    Sample("rules-look", RulesPage(rules: rules, mayPropose: false, fault: "It cannot be.")),
    Sample("audit", audit(.intact(count: 91, at: Faked.now))),
    Sample("audit-broken", audit(.broken(number: 12, at: Faked.now))),
    Sample("audit-empty", audit(.none, rows: 0)),
    Sample("members-export", MembersExportPage(query: Faked.query)),
    Sample("members-export-fault", MembersExportPage(query: ListQuery(), fault: "Please give a reason.")),
  ]
}
