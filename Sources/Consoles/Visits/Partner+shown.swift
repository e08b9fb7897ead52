import Coalition
import Ledger
import Loyalty

extension PartnersPage.Row {
  init(_ partner: Partner, _ naming: Naming) {
    self.init(
      id: naming.publicIDs.text(partner.id), code: partner.code, name: naming.words.name(partner.names),
      contract: partner.contract.name(naming.words),
      merchant: naming.merchant(partner.merchant) ?? naming.words.commonNone, url: partner.url,
      status: ShownPartnerStatus(rawValue: partner.status.rawValue) ?? .closed)
  }
}

extension Partner.Contract {
  func name(_ words: Words) -> String {
    switch self {
    case .tongbao: words.partnerContractTongbao
    case .mall: words.partnerContractMall
    }
  }
}

extension Partner {
  /// As the form that changes it begins.
  func typed(_ naming: Naming) -> [String: String] {
    [
      "partner": naming.publicIDs.text(id), "code": code, "hans": names.hans, "hant": names.hant,
      "en": names.en, "merchant": naming.publicIDs.text(merchant), "contract": contract.rawValue, "url": url,
      "app_key": appKey, "decimals": String(decimals), "status": status.rawValue,
      "links_accounts": linksAccounts ? "on" : "",
      "brings_into": bringsInto.map { naming.publicIDs.text($0) } ?? "",
    ]
  }
}

extension PartnerPage.Day {
  init(_ day: PartnerDay, _ partner: Partner, _ words: Words) {
    func both(_ sums: (out: Points, in: Points)) -> String {
      let out = words.points(ShownPoints(sums.out.units, decimals: partner.decimals))
      return out + " / " + words.points(ShownPoints(sums.in.units, decimals: partner.decimals))
    }
    self.init(
      day: ShownDay(daysSince1970: Int64(day.day.daysSince1970)).text, isDone: day.isDone,
      agreed: Int64(day.agreed), differences: Int64(day.differences),
      withoutCase: Int64(day.withoutCase), ours: both(day.ours),
      theirs: both(day.theirs), failure: day.failure)
  }
}

/// Reads rates with a partner into what pages show.
struct PartnerRateReader: Sendable {
  let coalition: Coalition
  let words: Words
  let partner: Partner
  let programs: [Program]

  /// Nil where the programme is not open.
  func shown(_ terms: ExchangeTerms) -> PartnerPage.Rate? {
    let isOut = terms.into == partner.asset
    guard let program = programs.first(where: { $0.asset == (isOut ? terms.from : terms.into) }) else {
      return nil
    }
    let ours = (name: words.name(program.names), decimals: program.decimals)
    let theirs = (
      name: words.partnerPointsOf(name: words.name(partner.names)), decimals: partner.decimals
    )
    let (from, into) = isOut ? (ours, theirs) : (theirs, ours)
    func given(_ points: Points) -> String {
      words.points(ShownPoints(points.units, decimals: from.decimals))
    }
    var limits = [words.rateMinimum(points: given(terms.limits.minimum))]
    if let most = terms.limits.maximum { limits.append(words.rateMaximum(points: given(most))) }
    if let daily = terms.limits.memberDaily { limits.append(words.rateMemberDaily(points: given(daily))) }
    let since = words.time(ShownTime(terms.inForce.lowerBound))
    let until = terms.inForce.upperBound
    return PartnerPage.Rate(
      way: words.rateArrow(from: from.name, into: into.name),
      ratio: words.rateRatio(
        from: given(Points(terms.rate.gives)),
        into: words.points(ShownPoints(terms.rate.receives, decimals: into.decimals))),
      spread: Digits.decimal(Int64(terms.rate.spread.value), decimals: 2) + "%",
      limits: limits.joined(separator: words.listConditionJoin),
      period: until == .distantFuture
        ? words.rateSince(time: since)
        : words.ratePeriod(from: since, until: words.time(ShownTime(until))),
      isNow: terms.inForce.contains(coalition.clock.now()))
  }
}

extension PartnerProposal {
  /// What whoever decides must see.
  func parties(_ naming: Naming) -> [(name: String, value: String, link: Link?)] {
    let words = naming.words
    var parties: [(name: String, value: String, link: Link?)] = [
      (words.partnerCode, code, nil), (words.partnerContract, contract.name(words), nil),
      (words.partnerUrl, url, nil),
      (words.partnerCleared, naming.merchant(MerchantID(merchant)) ?? words.commonNone, nil),
      (
        words.partnerStatus,
        (ShownPartnerStatus(rawValue: status.rawValue) ?? .closed).name(words), nil
      ),
    ]
    if linksAccounts { parties.append((words.linkPartnerLinks, "\u{2713}", nil)) }
    if let asset = bringsInto { parties.append((words.linkPartnerBrings, naming.program(asset), nil)) }
    if !appKey.isEmpty { parties.append((words.partnerAppKey, appKey, nil)) }
    if changesSecret { parties.append((words.partnerApprovalSecret, "\u{2713}", nil)) }
    if partner != 0 {
      let number = naming.publicIDs.text(PartnerID(partner))
      parties.insert((words.partnerOne, number, .partners.appending(number)), at: 0)
    }
    return parties
  }
}

extension Words {
  /// What is said of a refusal about partners; nil for what is none.
  func partnerFault(_ error: any Error) -> String? {
    switch error {
    case let refusal as PartnerRefusal: partnerText(refusal)
    case is PartnerRateFault: partnerFaultRate
    case let refusal as ApprovalRefusal: refusal.text(self)
    case let refusal as ExchangeRefusal: refusal.text(self)
    case is MerchantRefusal: importFaultMerchant
    default: nil
    }
  }

  func partnerText(_ refusal: PartnerRefusal) -> String {
    switch refusal {
    case .partnerNotFound, .partnerInactive, .exchangeNotFound, .numberUsed, .signatureNeeded:
      partnerFaultInactive
    case .accountInvalid: partnerFaultAccount
    case .proofMissing: partnerFaultProof
    case .invalid(let field): partnerFault(field: partnerName(of: field))
    case .taken: partnerFaultTaken
    case .changed: partnerFaultChanged
    case .nothingToRetry: partnerFaultOver
    }
  }

  private func partnerName(of field: PartnerField) -> String {
    switch field {
    case .code: partnerCode
    case .names: partnerName
    case .merchant: partnerMerchant
    case .url: partnerUrl
    case .secret: partnerSecret
    case .decimals: partnerDecimals
    case .appKey: partnerAppKey
    case .linksAccounts: linkPartnerLinks
    case .bringsInto: linkPartnerBrings
    }
  }
}
