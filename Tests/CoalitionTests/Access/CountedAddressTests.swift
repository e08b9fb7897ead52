import DatabaseTesting
import Ledger
import Testing

@testable import Coalition

@Suite struct CountedAddressFormTests {
  @Test(
    arguments: [
      ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("::FFFF:c000:207", "192.0.2.7"),
      ("2001:db8:1:2::a", "2001:0db8:0001:0002::/64"),
      ("2001:0db8:1:2:ffff:ffff:ffff:ffff", "2001:0db8:0001:0002::/64"),
      ("2001:db8:1:3::a", "2001:0db8:0001:0003::/64"), ("fe80::1%eth0", "fe80:0000:0000:0000::/64"),
      ("::1", "0000:0000:0000:0000::/64"), ("", ""), ("till", "till"), ("192.0.2", "192.0.2"),
    ])
  func `IPv6 counts by its network, IPv4 whole, anything else as it stands`(_ text: String, _ counted: String)
  {
    #expect(CountedAddress(text).text == counted)
  }
}

/// Every count by address takes a network of IPv6 for one place.
@Suite(.database) struct CountedAddressTests {
  private static let network = "2001:db8:1:2:"
  private static let neighbour = "2001:db8:1:3::a"

  @Test func `failed sign-ins delay the whole network, and IPv4 in IPv6 as IPv4`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    func signIn(_ login: String, from address: String) async throws {
      _ = try await coalition.signIn(login: login, password: "wrong", to: .platform, from: address)
    }
    for number in 1...5 {
      for address in [Self.network + "\(number)::b", number > 2 ? "192.0.2.7" : "::ffff:192.0.2.7"] {
        await #expect(throws: AccessRefusal.notAuthenticated) {
          try await signIn("nobody\(number)\(address.count)", from: address)
        }
      }
    }
    for address in [Self.network + ":c", "192.0.2.7", "::ffff:192.0.2.7"] {
      await #expect(throws: AccessRefusal.signInDelayed(seconds: 2)) {
        try await signIn("another", from: address)
      }
    }
    for address in [Self.neighbour, "192.0.2.8"] {
      await #expect(throws: AccessRefusal.notAuthenticated) { try await signIn("another", from: address) }
    }
  }

  @Test func `codes and applications of a network are counted together`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    for number in 0..<Coalition.codesPerAddressAndHour {
      try await coalition.countCode(from: Self.network + ":\(number)")
    }
    await #expect(throws: MemberAccessRefusal.codeTooSoon(seconds: 3_600)) {
      try await coalition.countCode(from: Self.network + "9::9")
    }
    try await coalition.countCode(from: Self.neighbour)
    for number in 0..<3 {
      try await coalition.countAsking("application", Self.network + ":\(number)", atMost: 3)
    }
    await #expect(throws: ApplicationRefusal.tooMany(seconds: 3_600)) {
      try await coalition.countAsking("application", Self.network + "9::9", atMost: 3)
    }
    try await coalition.countAsking("application", Self.neighbour, atMost: 3)
  }

  @Test func `members' failures are counted by the network`() async throws {
    let coalition = try TestPlatform.open().coalition
    let places =
      ["1::a", "2::b"].map { EntryPlace(address: Self.network + $0) }
      + [EntryPlace(address: Self.neighbour)]
    let subjects = places.map { coalition.entrySubjects("+8613800138000", $0)[1].hash }
    #expect(subjects[0] == subjects[1] && subjects[0] != subjects[2])
  }
}
