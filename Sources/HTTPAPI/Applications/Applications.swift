import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var applyAsMerchant: Operation {
    Operation(
      .post, "/v1/merchant-applications",
      """
      Apply to be a merchant; needs no key and makes no account. The same `request` again gives the same \
      application; an address may send five an hour
      """,
      id: "applyAsMerchant", needs: nil, refusals: [.alreadyExists, .idempotencyMismatch], status: 201,
      examples: Examples(request: [
        "request": "6c1f0a4e9b7d", "name": "老街茶馆", "legal_name": "老街茶馆有限公司",
        "registration": "91310000MA1K35ABCD", "category": "food", "contact": "陈静",
        "phone": "13900139000", "email": "chen@example.com", "store_name": "老街店",
      ]),
      takes: .body("request", .text(8...64, .visible)), .body("name", .text(1...100)),
      .body("legal_name", .text(1...100)), .body("registration", .text(1...40)),
      .body("category", Schema<MerchantCategory>.choice), .body("contact", .text(1...100)),
      .body("phone", .text(5...30)), .body("email", .text(3...254)), .body("store_name", .text(1...100)),
      .body("store_address", .text(0...200), default: ""), .body("note", .text(0...1_000), default: ""),
      .body("points", .points(0...1_000_000_000), default: 1),
      .body("per", .integer(1...1_000_000_000), default: 100), gives: .submittedApplication
    ) {
      call, request, name, legalName, registration, category, contact, phone, email, store, address, note,
      points, per in
      let coalition = call.services
      let profile = MerchantProfile(
        category: category, legalName: legalName, registration: registration, contact: contact, phone: phone,
        email: email)
      let draft = ApplicationDraft(
        name: name, profile: profile, language: Language(call.language), points: Points(points),
        perMinorUnits: per, storeName: store, storeAddress: address, note: note)
      let sent = try await coalition.applyAsMerchant(draft, key: request, from: call.address ?? "")
      return coalition.shown(sent)
    }
  }

  static var lookAtApplication: Operation {
    Operation(
      .post, "/v1/merchant-applications/{id}/status",
      "Read how one's own application stands, with its secret code; needs no key", id: "lookAtApplication",
      needs: nil, refusals: [.applicationNotFound],
      examples: Examples(request: ["secret": "4F9K-7QRT-X2M4-0C8N"]),
      takes: .path("id", .id("app")), .body("secret", .text(16...24)), gives: .ownApplication
    ) { call, id, secret in
      let coalition = call.services
      return coalition.shown(
        try await coalition.ownApplication(id, secret: secret, from: call.address ?? ""))
    }
  }

  static var withdrawApplication: Operation {
    Operation(
      .post, "/v1/merchant-applications/{id}/withdraw",
      "Take one's own application back while it is not decided; needs no key", id: "withdrawApplication",
      needs: nil, refusals: [.applicationNotFound, .notAllowedNow],
      takes: .path("id", .id("app")), .body("secret", .text(16...24)), gives: .ownApplication
    ) { call, id, secret in
      let coalition = call.services
      return coalition.shown(
        try await coalition.withdrawApplication(id, secret: secret, from: call.address ?? ""))
    }
  }

  static var listApplications: Operation {
    Operation(
      .get, "/v1/merchant-applications", "List those who want to be merchants, newest first",
      id: "listApplications", needs: .readMerchants, refusals: [.operatorOnly], takes: .page(),
      .query("state", optional: Schema<MerchantApplication.State>.choice), gives: .list(of: .ownApplication)
    ) { call, page, state in
      let coalition = call.services
      let found = try await coalition.applications(
        in: state, page.request(coalition.publicIDs), by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.id }
    }
  }
}

extension Language {
  fileprivate init(_ language: ReplyLanguage) {
    self = Language(rawValue: language.rawValue) ?? .hans
  }
}

extension Schema<Shown<SubmittedApplication>> {
  fileprivate static var submittedApplication: Schema {
    .reply(
      "SubmittedApplication",
      .constant("object", "submitted_application"),
      .always("id", .id("app")) { $0.text($0.application.id) },
      .always("secret", Schema<String>.text(19...19).described("Reads how it stands; kept by the applicant."))
      {
        $0.secret
      },
      .always("state", Schema<MerchantApplication.State>.choice) { $0.application.state })
  }
}

extension Schema<Shown<MerchantApplication>> {
  /// What it is and how it stands; people's numbers stay in the console.
  fileprivate static var ownApplication: Schema {
    .reply(
      "MerchantApplication",
      .constant("object", "merchant_application"),
      .always("id", .id("app")) { $0.text($0.id) },
      .always("state", Schema<MerchantApplication.State>.choice) { $0.state },
      .always("name", .text(1...100)) { $0.draft.name },
      .always("category", Schema<MerchantCategory>.choice) { $0.draft.profile.category },
      .maybe("reason", .text(1...200)) { $0.reason.isEmpty ? nil : $0.reason },
      .maybe("merchant", .id("mch")) { shown in shown.merchant.map { shown.ids.text($0) } },
      .always("created", .timestamp) { $0.createdAt.microseconds },
      .always("updated", .timestamp) { $0.updatedAt.microseconds })
  }
}
