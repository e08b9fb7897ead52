import Coalition
import Foundation
import HTTPAPI

/// Addresses and sign-ins of a demo, as `access.json` in its folder holds them.
struct DemoAccess {
  struct Operator {
    var login: String
    var password: String
    var apiKey: String
  }

  struct SignIn {
    var login: String
    var password: String
  }

  /// A key of one of the two people who enter terminals' master keys.
  struct KeyHolder {
    var login: String
    var apiKey: String
  }

  struct Merchant {
    var code: String
    var name: String
    var apiKey: String
    /// The `keyid` of signatures.
    var keyID: String
    var signingSecret: String
    var seatLogin: String
    var seatPassword: String
    /// The owner's, for the merchant's console.
    var owner: SignIn
    /// What the cashier types at a paired browser in place of the two above.
    var seatNumber: String
    var seatPIN: String
    var terminals: [Terminal]
  }

  /// How a terminal names itself and what its maker would load into it, in hexadecimal.
  struct Terminal {
    var number: String
    var acceptor: String
    var masterKey: String
  }

  struct Member {
    var phone: String
    var card: String
    var pin: String
  }

  var `operator` = Operator(login: "", password: "", apiKey: "")
  var reviewer = SignIn(login: "", password: "")
  var keyHolders: [KeyHolder] = []
  var merchants: [Merchant] = []
  var members: [Member] = []

  /// What is not served yet is null, so that its name is there for those who read it.
  func json(at address: String) -> JSON {
    [
      "http": .string(address), "pos": .null,
      "operator": [
        "login": .string(`operator`.login), "password": .string(`operator`.password),
        "api_key": .string(`operator`.apiKey),
      ],
      "reviewer": ["login": .string(reviewer.login), "password": .string(reviewer.password)],
      "key_holders": .array(
        keyHolders.map { ["login": .string($0.login), "api_key": .string($0.apiKey)] }),
      "merchants": .array(merchants.map(json)),
      "members": .array(
        members.map {
          ["phone": .string($0.phone), "password": .null, "card": .string($0.card), "pin": .string($0.pin)]
        }),
    ]
  }

  private func json(_ merchant: Merchant) -> JSON {
    [
      "code": .string(merchant.code), "name": .string(merchant.name), "api_key": .string(merchant.apiKey),
      "key_id": .string(merchant.keyID), "signing_secret": .string(merchant.signingSecret),
      "seat_login": .string(merchant.seatLogin),
      "seat_password": .string(merchant.seatPassword),
      "owner_login": .string(merchant.owner.login), "owner_password": .string(merchant.owner.password),
      "seat_number": .string(merchant.seatNumber), "seat_pin": .string(merchant.seatPIN),
      "seat_pairing_code": .null,
      "terminals": .array(
        merchant.terminals.map {
          [
            "terminal_id": .string($0.number), "merchant_id": .string($0.acceptor), "tpdu": "6000030000",
            "master_key": .string($0.masterKey),
          ]
        }),
    ]
  }
}

/// The file `access.json`: complete, or not there.
struct DemoAccessFile {
  let path: String

  init(folder: String) { path = folder + "/access.json" }

  func read() throws -> JSON? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return try JSON(parsing: [UInt8](data))
  }

  /// Replaces the file in one step; it holds secrets, so only its owner may read it.
  func write(_ access: JSON) throws {
    let unfinished = path + ".new"
    try? FileManager.default.removeItem(atPath: unfinished)  // Left by a start that was interrupted.
    let file = open(unfinished, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw UnwritableFile(path: unfinished) }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    try handle.write(contentsOf: Data(access.prettyText.utf8))
    try handle.synchronize()
    guard rename(unfinished, path) == 0 else { throw UnwritableFile(path: path) }
  }
}
