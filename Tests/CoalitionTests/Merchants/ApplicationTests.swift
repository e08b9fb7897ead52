import Coalition
import DatabaseTesting
import Ledger
import Testing

/// An applicant, two people of the operator's, and the tray in which mail lands.
private struct TestDoor {
  let shop: TestShop
  let maker: OperatorUser
  let checker: OperatorUser
  let mail: MessageTray

  var coalition: Coalition { shop.coalition }

  static let address = "192.0.2.7"

  static func open(_ test: (TestDoor) async throws -> Void) async throws {
    let mail = MessageTray()
    try await TestShop.open(sink: mail.sink) { shop in
      func person(_ login: String, _ roles: Role) async throws -> OperatorUser {
        try await shop.coalition.createUser(
          UserDraft(login: login, name: login, password: "a long enough secret", roles: roles), by: .system)
      }
      try await test(
        TestDoor(
          shop: shop, maker: try await person("maker", .operations),
          checker: try await person("checker", .reviewer), mail: mail))
    }
  }

  func draft(_ name: String = "老街茶馆", registration: String = "91310000MA1K35ABCD") -> ApplicationDraft {
    ApplicationDraft(
      name: name,
      profile: MerchantProfile(
        category: .food, legalName: name + "有限公司", registration: registration, contact: "陈静",
        phone: "13900139000", email: "chen@example.com"), points: 2, storeName: "老街店")
  }

  func apply(_ draft: ApplicationDraft? = nil, key: String = "form-0001") async throws -> SubmittedApplication
  {
    try await coalition.applyAsMerchant(draft ?? self.draft(), key: key, from: Self.address)
  }

  func admission(_ id: ApplicationID, code: String = "OLDTEA") -> AdmissionProposal {
    AdmissionProposal(
      id, code: code, names: Names(hans: "老街茶馆", hant: "老街茶館", en: "Old Street Tea"), category: .food,
      storeName: "老街店",
      terms: MerchantTerms(
        merchant: .none, asset: shop.program.asset, earning: EarnTerms(2, perMinorUnits: 100)))
  }

  /// Taken up, checked and proposed by the maker.
  func proposed(_ id: ApplicationID) async throws -> Approval {
    try await coalition.takeUpApplication(id, by: maker.principal)
    try await coalition.noteChecks(.all, of: id, by: maker.principal)
    return try await coalition.proposeAdmission(admission(id), reason: "checked", by: maker.principal)
  }

  func approve(_ id: ApprovalID, by person: OperatorUser) async throws -> Approval {
    try await coalition.approve(id, by: person.principal) { try await coalition.execute($0) }
  }

  func invitation() async throws -> String {
    try await coalition.runDueJobs()
    let body = await mail.texts().first { $0.text.body.contains("code=") }?.text.body ?? ""
    return String(body.split(separator: "code=").last?.prefix(19) ?? "")
  }
}

@Suite(.database) struct ApplicationTests {
  @Test func `an applicant becomes a merchant by two people, and its owner signs in`() async throws {
    try await TestDoor.open { door async throws in
      let coalition = door.coalition
      let sent = try await door.apply()
      let id = sent.application.id
      let number = coalition.publicIDs.text(id)
      #expect(sent.application.state == .applied)
      let before = try await coalition.merchants(by: .system).items.count
      let approval = try await door.proposed(id)
      await #expect(throws: ApplicationRefusal.proposalWaits) {
        try await coalition.proposeAdmission(door.admission(id), reason: "again", by: door.maker.principal)
      }
      await #expect(throws: ApplicationRefusal.proposalWaits) {
        try await coalition.withdrawApplication(number, secret: sent.secret, from: TestDoor.address)
      }
      // Nothing is made before another person has approved.
      #expect(try await coalition.merchants(by: .system).items.count == before)
      let decided = try await door.approve(approval.id, by: door.checker)
      #expect(decided.state == .succeeded && decided.outcome.hasPrefix("mch_"))
      // After a crash the jobs carry it out again, with the same result.
      #expect(try await coalition.execute(decided) == .succeeded(decided.outcome))
      #expect(try await coalition.merchants(by: .system).items.count == before + 1)
      let merchant = try await coalition.merchant(code: "OLDTEA", by: .system)
      #expect(merchant.status == .active && merchant.names.en == "Old Street Tea")
      #expect(try await coalition.stores(of: merchant.id, by: .system).items.map(\.name) == ["老街店"])
      #expect(try await coalition.terms(of: merchant.id, by: .system).map(\.earning.points) == [2])
      let profile = try await coalition.profile(of: merchant.id, by: .system)
      #expect(profile.registration == "91310000MA1K35ABCD" && profile.phone == "+8613900139000")
      let own = try await coalition.ownApplication(number, secret: sent.secret, from: TestDoor.address)
      #expect(own.state == .approved && own.merchant == merchant.id)
      let code = try await door.invitation()
      let found = try await coalition.invitation(code, from: TestDoor.address)
      #expect(found.merchant == merchant.names && found.name == "陈静")
      let owner = try await coalition.acceptInvitation(
        code.lowercased(), login: "Chen", password: "a long enough secret", from: TestDoor.address)
      #expect(owner.merchant == merchant.id && owner.roles == .merchantOwner && owner.login == "chen")
      await #expect(throws: ApplicationRefusal.invitationInvalid) {
        try await coalition.acceptInvitation(
          code, login: "other", password: "a long enough secret", from: TestDoor.address)
      }
      let signedIn = try await coalition.signIn(
        login: "chen", password: "a long enough secret", to: .merchant, from: "192.0.2.8", agent: "")
      #expect(signedIn.awaits == .nothing)
    }
  }

  @Test func `whoever proposed, or answers for it, never approves`() async throws {
    try await TestDoor.open { door async throws in
      let coalition = door.coalition
      let id = try await door.apply().application.id
      let chief = try await coalition.createUser(
        UserDraft(login: "chief", name: "C", password: "a long enough secret", roles: .administrator),
        by: .system)
      try await coalition.takeUpApplication(id, by: chief.principal)
      await #expect(throws: ApplicationRefusal.notReviewed) {
        try await coalition.proposeAdmission(door.admission(id), reason: "r", by: chief.principal)
      }
      try await coalition.noteChecks(.all, of: id, by: chief.principal)
      let approval = try await coalition.proposeAdmission(
        door.admission(id), reason: "r", by: chief.principal)
      await #expect(throws: ApprovalRefusal.reviewerIsAuthor) {
        try await door.approve(approval.id, by: chief)
      }
      // Operations proposes, and may not review at all.
      await #expect(throws: AccessRefusal.scopeMissing(.reviewApprovals)) {
        try await door.approve(approval.id, by: door.maker)
      }
      // Even with the rule taken away it needs two.
      #expect(ReviewedOperation.admit.alwaysNeedsTwo)
      _ = try await coalition.reject(approval.id, reason: "terms too good", by: door.checker.principal)
      #expect(try await coalition.application(id, by: .system).state == .inReview)
      let again = try await coalition.proposeAdmission(
        door.admission(id), reason: "better", by: chief.principal)
      #expect(try await door.approve(again.id, by: door.checker).state == .succeeded)
    }
  }

  @Test func `a form sent twice is one application, and a company waits for one decision`() async throws {
    try await TestDoor.open { door async throws in
      let first = try await door.apply()
      #expect(try await door.apply() == first)
      await #expect(throws: ApplicationRefusal.keyReused) {
        try await door.apply(door.draft("Other", registration: "OTHER1"))
      }
      await #expect(throws: ApplicationRefusal.duplicate) {
        try await door.apply(
          door.draft("Branch", registration: "9131 0000 ma1k35abcd"), key: "form-0002")
      }
      // Once it is over, the company may try again; once it is a merchant, not.
      let number = door.coalition.publicIDs.text(first.application.id)
      _ = try await door.coalition.withdrawApplication(
        number, secret: first.secret, from: TestDoor.address)
      let second = try await door.apply(key: "form-0003")
      let approval = try await door.proposed(second.application.id)
      _ = try await door.approve(approval.id, by: door.checker)
      await #expect(throws: ApplicationRefusal.duplicate) { try await door.apply(key: "form-0004") }
      let like = try await door.coalition.likenesses(of: first.application, by: .system)
      #expect(like.merchants.count == 1 && like.applications.map(\.id) == [second.application.id])
    }
  }

  @Test func `of many who send one company's application at once, one is taken`() async throws {
    try await TestDoor.open { door async throws in
      let draft = door.draft()
      let coalition = door.coalition
      let taken = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<5 {
          group.addTask {
            // A refusal is what is expected of all but one.
            (try? await coalition.applyAsMerchant(
              draft, key: "form-100\(number)", from: "192.0.2.\(number)")) != nil
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(taken == 1)
      #expect(try await coalition.applications(by: .system).items.count == 1)
    }
  }

  @Test func `an address has its share of the hour, and a wrong code tells nothing`() async throws {
    try await TestDoor.open { door async throws in
      let coalition = door.coalition
      let first = try await door.apply()
      let number = coalition.publicIDs.text(first.application.id)
      for index in 1..<5 {
        _ = try await door.apply(door.draft("N\(index)", registration: "R\(index)"), key: "form-200\(index)")
      }
      await #expect(throws: ApplicationRefusal.tooMany(seconds: 3_600)) {
        try await door.apply(door.draft("N9", registration: "R9"), key: "form-2009")
      }
      _ = try await coalition.applyAsMerchant(
        door.draft("N9", registration: "R9"), key: "form-2009", from: "198.51.100.1")
      var wrong = Array(first.secret)
      wrong[0] = wrong[0] == "A" ? "B" : "A"
      for (number, secret) in [
        (number, String(wrong)), (number, ""), (number, number), ("app_000", first.secret),
        (coalition.publicIDs.text(ApplicationID(77)), first.secret),
      ] {
        await #expect(throws: ApplicationRefusal.notFound) {
          try await coalition.ownApplication(number, secret: secret, from: TestDoor.address)
        }
      }
      let grouped = first.secret.lowercased().replacing("-", with: " ")
      let own = try await coalition.ownApplication(number, secret: grouped, from: TestDoor.address)
      #expect(own.id == first.application.id)
      for _ in 0..<54 {
        _ = try await coalition.ownApplication(number, secret: first.secret, from: TestDoor.address)
      }
      await #expect(throws: ApplicationRefusal.tooMany(seconds: 3_600)) {
        try await coalition.ownApplication(number, secret: first.secret, from: TestDoor.address)
      }
      door.shop.clock.advance(seconds: 3_601)
      _ = try await coalition.ownApplication(number, secret: first.secret, from: TestDoor.address)
    }
  }

  @Test func `what is wrong with an application is named, and nothing is kept`() async throws {
    try await TestDoor.open { door async throws in
      func field(_ change: (inout ApplicationDraft) -> Void) async -> ApplicationField? {
        var draft = door.draft()
        change(&draft)
        do { _ = try await door.apply(draft) } catch ApplicationRefusal.invalid(let field) {
          return field
        } catch { return nil }
        return nil
      }
      #expect(await field { $0.name = " " } == .name)
      #expect(await field { $0.profile.legalName = "" } == .legalName)
      #expect(await field { $0.profile.registration = "号码" } == .registration)
      #expect(await field { $0.profile.registration = "" } == .registration)
      #expect(await field { $0.profile.phone = "12" } == .phone)
      #expect(await field { $0.profile.email = "chen" } == .email)
      #expect(await field { $0.storeName = "a\u{7}b" } == .storeName)
      #expect(await field { $0.note = String(repeating: "长", count: 1_001) } == .note)
      #expect(await field { $0.perMinorUnits = 0 } == .points)
      await #expect(throws: ApplicationRefusal.invalid(.key)) { try await door.apply(key: "short") }
      #expect(try await door.coalition.applications(by: .system).items.isEmpty)
    }
  }

  @Test func `a rejected applicant is told why, in their language and by mail`() async throws {
    try await TestDoor.open { door async throws in
      var draft = door.draft()
      draft.language = .en
      let sent = try await door.apply(draft)
      let id = sent.application.id
      await #expect(throws: ApplicationRefusal.notReviewed) {
        try await door.coalition.rejectApplication(id, reason: "no store", by: door.maker.principal)
      }
      try await door.coalition.takeUpApplication(id, by: door.maker.principal)
      await #expect(throws: ApplicationRefusal.reasonMissing) {
        try await door.coalition.rejectApplication(id, reason: " ", by: door.maker.principal)
      }
      try await door.coalition.rejectApplication(id, reason: "no store there", by: door.maker.principal)
      await #expect(throws: ApplicationRefusal.notOpen(.rejected)) {
        try await door.coalition.takeUpApplication(id, by: door.maker.principal)
      }
      try await door.coalition.runDueJobs()
      let letters = await door.mail.texts()
      #expect(letters.map(\.text.title) == ["Your application was declined", "Your application has arrived"])
      #expect(letters[0].text.body.contains("no store there"))
      #expect(letters[1].text.body.contains(sent.secret))
      #expect(letters.allSatisfy { $0.text.recipient == "chen@example.com" })
      // Each went out once.
      door.shop.clock.advance(seconds: 600)
      try await door.coalition.runDueJobs()
      #expect(await door.mail.texts().count == 2)
    }
  }

  @Test func `a new invitation ends those before, and serves for two weeks`() async throws {
    try await TestDoor.open { door async throws in
      let coalition = door.coalition
      let id = try await door.apply().application.id
      let chief = try await coalition.createUser(
        UserDraft(login: "chief", name: "C", password: "a long enough secret", roles: .administrator),
        by: .system)
      await #expect(throws: ApplicationRefusal.notOpen(.applied)) {
        try await coalition.renewInvitation(of: id, by: chief.principal)
      }
      let approval = try await door.proposed(id)
      _ = try await door.approve(approval.id, by: door.checker)
      let first = try await door.invitation()
      await #expect(throws: AccessRefusal.scopeMissing(.users)) {
        try await coalition.renewInvitation(of: id, by: door.maker.principal)
      }
      let second = try await coalition.renewInvitation(of: id, by: chief.principal)
      await #expect(throws: ApplicationRefusal.invitationInvalid) {
        try await coalition.invitation(first, from: TestDoor.address)
      }
      _ = try await coalition.invitation(second, from: TestDoor.address)
      door.shop.clock.advance(seconds: 14 * 86_400)
      await #expect(throws: ApplicationRefusal.invitationInvalid) {
        try await coalition.acceptInvitation(
          second, login: "chen", password: "a long enough secret", from: TestDoor.address)
      }
    }
  }

  @Test func `no merchant's person sees or decides applications`() async throws {
    try await TestDoor.open { door async throws in
      let id = try await door.apply().application.id
      let stranger = door.shop.caller(door.shop.merchant, .all)
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await door.coalition.applications(by: stranger)
      }
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await door.coalition.application(id, by: stranger)
      }
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await door.coalition.takeUpApplication(id, by: stranger)
      }
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await door.coalition.proposeAdmission(door.admission(id), reason: "r", by: stranger)
      }
    }
  }
}
