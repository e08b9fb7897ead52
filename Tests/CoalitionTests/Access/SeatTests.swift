import Coalition
import DatabaseTesting
import Ledger
import Testing

@Suite(.database) struct SeatTests {
  @Test func `a browser becomes a seat by a code that serves once`() async throws {
    let shop = try await Shop.open()
    let owner = try await shop.staff("owner", .merchantOwner, [])
    let code = try await shop.coalition.createPairingCode(
      forTerminal: shop.seats[0].id, by: owner.principal)
    let paired = try await shop.coalition.pairSeat(code: code.code.lowercased(), from: "a")
    #expect(paired.seat.terminal == shop.seats[0].id && paired.seat.store == shop.stores[0].id)
    #expect(try await shop.coalition.seat(paired.token) == paired.seat)
    await #expect(throws: AccessRefusal.pairingCodeInvalid) {
      try await shop.coalition.pairSeat(code: code.code, from: "a")
    }
    let late = try await shop.coalition.createPairingCode(
      forTerminal: shop.seats[0].id, by: owner.principal)
    shop.platform.clock.advance(seconds: 15 * 60)
    await #expect(throws: AccessRefusal.pairingCodeInvalid) {
      try await shop.coalition.pairSeat(code: late.code, from: "b")
    }
    await #expect(throws: DeviceRefusal.wrongTerminalKind) {
      let till = try await shop.coalition.createTerminal(
        in: shop.stores[0].id, code: "P1", kind: .pos, by: .system)
      _ = try await shop.coalition.createPairingCode(forTerminal: till.id, by: owner.principal)
    }
  }

  @Test func `guessing codes is delayed, doubling`() async throws {
    let shop = try await Shop.open()
    for _ in 0..<5 {
      await #expect(throws: AccessRefusal.pairingCodeInvalid) {
        try await shop.coalition.pairSeat(code: "0000-0000", from: "a")
      }
    }
    await #expect(throws: AccessRefusal.signInDelayed(seconds: 2)) {
      try await shop.coalition.pairSeat(code: "0000-0000", from: "a")
    }
    await #expect(throws: AccessRefusal.pairingCodeInvalid) {
      try await shop.coalition.pairSeat(code: "0000-0000", from: "b")
    }
  }

  @Test func `a cashier signs in at the seat by number or login, and works in its store alone`() async throws
  {
    let shop = try await Shop.open()
    let seat = try await shop.pairedSeat(0)
    let cashier = try await shop.staff("lihua", .cashier, [0, 1], number: "12")
    try await shop.coalition.setStaffPIN("482915", of: cashier.id, by: .system)
    for name in ["12", "LiHua"] {
      let signedIn = try await shop.coalition.signInToSeat(seat, login: name, pin: "482915", from: "a")
      let session = try await shop.coalition.session(signedIn.token, at: .seat, from: "a")
      #expect(session.user == cashier && session.seat?.terminal == shop.seats[0].id)
      let principal = session.principal
      #expect(principal.stores == [shop.stores[0].id] && principal.terminal == shop.seats[0].id)
      #expect(principal.scopes == .terminalMost)
      await #expect(throws: AccessRefusal.notAuthenticated) {
        try await shop.coalition.session(signedIn.token, at: .merchant, from: "a")
      }
    }
  }

  @Test func `an owner at a seat may no more than a till`() async throws {
    let shop = try await Shop.open()
    let seat = try await shop.pairedSeat(0)
    let owner = try await shop.staff("owner", .merchantOwner, [])
    try await shop.coalition.setStaffPIN("482915", of: owner.id, by: .system)
    let signedIn = try await shop.coalition.signInToSeat(seat, login: "owner", pin: "482915", from: "a")
    let session = try await shop.coalition.session(signedIn.token, at: .seat, from: "a")
    #expect(session.principal.scopes == .terminalMost)
  }

  @Test func `whoever does not belong to the seat is told the same as with a wrong PIN`() async throws {
    let shop = try await Shop.open()
    let seat = try await shop.pairedSeat(2)
    let here = try await shop.staff("here", .cashier, [2])
    let elsewhere = try await shop.staff("elsewhere", .cashier, [0])
    let reader = try await shop.staff("reader", .merchantFinance, [])
    let off = try await shop.staff("off", .cashier, [])
    _ = try await shop.staff("without", .cashier, [])
    for person in [here, elsewhere, reader, off] {
      try await shop.coalition.setStaffPIN("482915", of: person.id, by: .system)
    }
    _ = try await shop.coalition.setStatus(.disabled, ofUser: off.id, by: .system)
    for (index, login) in ["elsewhere", "reader", "off", "without", "nobody"].enumerated() {
      await #expect(throws: AccessRefusal.notAuthenticated) {
        try await shop.coalition.signInToSeat(seat, login: login, pin: "482915", from: "a\(index)")
      }
      // The seat itself is delayed from the fifth on.
      shop.platform.clock.advance(seconds: 16 * 60)
    }
    _ = try await shop.coalition.signInToSeat(seat, login: "here", pin: "482915", from: "b")
  }

  @Test func `five wrong PINs shut the right one out for an hour`() async throws {
    let shop = try await Shop.open()
    let seat = try await shop.pairedSeat(0)
    let cashier = try await shop.staff("lihua", .cashier, [])
    try await shop.coalition.setStaffPIN("482915", of: cashier.id, by: .system)
    for index in 0..<5 {
      await #expect(throws: AccessRefusal.notAuthenticated) {
        try await shop.coalition.signInToSeat(seat, login: "lihua", pin: "111112", from: "a\(index)")
      }
    }
    shop.platform.clock.advance(seconds: 16 * 60)
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await shop.coalition.signInToSeat(seat, login: "lihua", pin: "482915", from: "c")
    }
    shop.platform.clock.advance(seconds: 3_600)
    _ = try await shop.coalition.signInToSeat(seat, login: "lihua", pin: "482915", from: "c")
    for simple in ["111111", "123456", "654321", "48291", "4829155", "48291a"] {
      await #expect(throws: AccessRefusal.pinTooSimple) {
        try await shop.coalition.setStaffPIN(simple, of: cashier.id, by: .system)
      }
    }
  }

  @Test func `one person at a seat at a time, and none at one that was taken away`() async throws {
    let shop = try await Shop.open()
    let token = try await shop.pairedSeat(0)
    for login in ["one", "two"] {
      let person = try await shop.staff(login, .cashier, [])
      try await shop.coalition.setStaffPIN("482915", of: person.id, by: .system)
    }
    let first = try await shop.coalition.signInToSeat(token, login: "one", pin: "482915", from: "a")
    let second = try await shop.coalition.signInToSeat(token, login: "two", pin: "482915", from: "a")
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await shop.coalition.session(first.token, at: .seat, from: "a")
    }
    _ = try await shop.coalition.session(second.token, at: .seat, from: "a")
    let seat = try await shop.coalition.seat(token)
    let owner = try await shop.staff("owner", .merchantOwner, [])
    #expect(try await shop.coalition.seats(of: shop.merchant.id, by: owner.principal).map(\.id) == [seat.id])
    try await shop.coalition.unpairSeat(seat.id, by: owner.principal)
    await #expect(throws: AccessRefusal.notAuthenticated) {
      try await shop.coalition.session(second.token, at: .seat, from: "a")
    }
    await #expect(throws: AccessRefusal.seatNotPaired) {
      try await shop.coalition.signInToSeat(token, login: "two", pin: "482915", from: "a")
    }
    #expect(try await shop.coalition.seats(of: shop.merchant.id, by: owner.principal).isEmpty)
  }

  @Test func `a terminal that is switched off or paired anew ends its seat`() async throws {
    let shop = try await Shop.open()
    let old = try await shop.pairedSeat(0)
    let new = try await shop.pairedSeat(0)
    await #expect(throws: AccessRefusal.seatNotPaired) { try await shop.coalition.seat(old) }
    _ = try await shop.coalition.setStatus(.disabled, ofTerminal: shop.seats[0].id, by: .system)
    await #expect(throws: AccessRefusal.seatNotPaired) { try await shop.coalition.seat(new) }
  }
}

/// A merchant with three stores, each with a terminal that is a seat.
struct Shop {
  let platform: TestPlatform
  let merchant: Merchant
  let stores: [Store]
  let seats: [Terminal]

  var coalition: Coalition { platform.coalition }

  static func open() async throws -> Shop {
    let platform = try TestPlatform.open()
    let merchant = try await platform.merchant("m1")
    var stores: [Store] = []
    var seats: [Terminal] = []
    for number in 1...3 {
      let store = try await platform.coalition.createStore(
        of: merchant.id, code: "S\(number)", name: "S\(number)", by: .system)
      stores.append(store)
      seats.append(
        try await platform.coalition.createTerminal(
          in: store.id, code: "W\(number)", kind: .seat, by: .system))
    }
    return Shop(platform: platform, merchant: merchant, stores: stores, seats: seats)
  }

  @discardableResult
  func staff(
    _ login: String, _ roles: Role, _ places: [Int], number: String? = nil
  ) async throws -> OperatorUser {
    try await coalition.createUser(
      UserDraft(
        login: login, name: login, password: "a long enough secret", roles: roles, merchant: merchant.id,
        stores: Set(places.map { stores[$0].id }), number: number), by: .system)
  }

  /// The token of a browser that stands for one of the seats.
  func pairedSeat(_ place: Int) async throws -> String {
    let code = try await coalition.createPairingCode(forTerminal: seats[place].id, by: .system)
    return try await coalition.pairSeat(code: code.code, from: "setup").token
  }
}
