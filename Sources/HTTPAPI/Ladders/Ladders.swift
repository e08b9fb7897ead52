import Coalition
import HTTPTypes
import Ledger
import Loyalty

extension Operation<Coalition> {
  static var listLadders: Operation {
    Operation(
      .get, "/v1/programs/{id}/ladders", "List the ladders of members' levels, in force or to come",
      id: "listLadders", needs: .readPrograms, refusals: [.programNotFound, .operatorOnly],
      takes: .path("id", .id("prg")), gives: .ladders
    ) { call, id in
      let coalition = call.services
      let asset: AssetID = try coalition.id(id, otherwise: .programNotFound)
      var shown: [Shown<CountedLadder>] = []
      for ladder in try await coalition.ladders(of: asset, by: call.principal) {
        let counts = try await coalition.tierCounts(of: asset, ladder.number, by: call.principal)
        shown.append(coalition.shown(CountedLadder(ladder: ladder, counts: counts)))
      }
      return shown
    }
  }

  static var proposeLadder: Operation {
    Operation(
      .post, "/v1/programs/{id}/ladders",
      "Propose a ladder of levels, or a new version of one, for another person's approval",
      id: "proposeLadder", needs: .writePrograms,
      refusals: [.programNotFound, .ladderNotFound, .amountOutOfRange, .operatorOnly], status: 201,
      examples: Examples(request: [
        "names": ["zh-Hans": "会员等级", "zh-Hant": "會員等級", "en": "Levels"],
        "draft": [
          "measure": ["kind": "spend"], "window": ["kind": "calendar_year"], "grace_days": 30,
          "levels": [
            [
              "names": ["zh-Hans": "银卡", "zh-Hant": "銀卡", "en": "Silver"], "from": 100_000,
              "multiple": 120,
            ]
          ],
        ], "reason": "levels of the new year",
      ]),
      takes: .path("id", .id("prg")), .body("ladder", optional: .integer(1...1_000_000)),
      .body("names", .names), .body("draft", .ladderDraft), .body("from", optional: .timestamp),
      .body("reason", .text(1...200)), gives: .approval
    ) { call, id, number, names, draft, from, reason in
      let coalition = call.services
      try call.principal.requireOperator(.writePrograms)
      do { try draft.ladder.check() } catch { throw Problem(.amountOutOfRange) }
      let proposal = LadderProposal(
        draft, number: UInt32(number ?? 0), named: names,
        of: try coalition.id(id, otherwise: .programNotFound), from: from.map { Instant(microseconds: $0) })
      return coalition.shown(
        try await coalition.propose(.ladder(proposal), reason: reason, by: call.principal))
    }
  }

  static var endLadder: Operation {
    Operation(
      .post, "/v1/programs/{id}/ladders/{ladder}/end",
      "Propose that a ladder ends, for another person's approval; everybody stays where they stand",
      id: "endLadder", needs: .writePrograms, refusals: [.programNotFound, .ladderNotFound, .operatorOnly],
      status: 201, examples: Examples(request: ["reason": "replaced by another"]),
      takes: .path("id", .id("prg")), .path("ladder", .integer(1...1_000_000)),
      .body("reason", .text(1...200)), gives: .approval
    ) { call, id, number, reason in
      let coalition = call.services
      try call.principal.requireOperator(.writePrograms)
      let asset: AssetID = try coalition.id(id, otherwise: .programNotFound)
      let versions = try await coalition.ladders(of: asset, number: UInt32(number), by: call.principal)
      guard let last = versions.first else { throw Problem(.ladderNotFound) }
      let proposal = LadderProposal(nil, number: last.number, named: last.names, of: asset)
      return coalition.shown(
        try await coalition.propose(.ladder(proposal), reason: reason, by: call.principal))
    }
  }

  static var previewLadder: Operation {
    Operation(
      .post, "/v1/programs/{id}/ladders/previews",
      "Count how many members would stand on each level today; changes nothing", id: "previewLadder",
      needs: .writePrograms, refusals: [.programNotFound, .amountOutOfRange, .operatorOnly],
      examples: Examples(request: [
        "draft": [
          "measure": ["kind": "visits"], "window": ["kind": "days", "count": 90],
          "levels": [["names": ["zh-Hans": "常客", "zh-Hant": "常客", "en": "Regular"], "from": 10]],
        ]
      ]),
      takes: .path("id", .id("prg")), .body("draft", .ladderDraft),
      .body("on", optional: Schema<String>.text(10...10).described("As 2027-12-31; left out for today.")),
      gives: .levelCounts
    ) { call, id, draft, on in
      let coalition = call.services
      do { try draft.ladder.check() } catch { throw Problem(.amountOutOfRange) }
      let counts = try await coalition.previewTiers(
        draft.ladder, of: try coalition.id(id, otherwise: .programNotFound),
        on: try on.map { day in
          guard let date = CivilDate(day) else { throw Problem(.amountOutOfRange) }
          return date
        }, by: call.principal)
      return (0...draft.ladder.levels.count).map { LevelCount(level: $0, members: counts[$0] ?? 0) }
    }
  }

  static var listMemberLevels: Operation {
    Operation(
      .get, "/v1/members/{id}/levels",
      "Where a member stands on every ladder, with what was and what is missing",
      id: "listMemberLevels", needs: .readMembers, refusals: [.memberNotFound, .operatorOnly],
      takes: .path("id", .id("mem")), gives: .memberLevels
    ) { call, id in
      let coalition = call.services
      let member: MemberID = try coalition.id(id, otherwise: .memberNotFound)
      let levels = try await coalition.tiers(of: member, by: call.principal)
      let changes = try await coalition.tierChanges(of: member, by: call.principal)
      return Shown<MemberLevels>(
        value: MemberLevels(levels: levels, changes: changes), ids: coalition.publicIDs)
    }
  }
}
