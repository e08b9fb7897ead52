internal import CArgon2

/// Argon2id with 19,456 KiB, two passes, one lane (OWASP), as a PHC string.
enum Password {
  private static let memoryKiB: UInt32 = 19_456
  private static let passes: UInt32 = 2
  private static let lanes: UInt32 = 1

  /// Hashes on the calling thread, some 20 ms.
  static func hash(_ password: String, salt: [UInt8]) -> String? {
    let bytes = Array(password.utf8)
    let length = argon2_encodedlen(passes, memoryKiB, lanes, UInt32(salt.count), 32, Argon2_id)
    var encoded = [CChar](repeating: 0, count: length)
    let status = argon2id_hash_encoded(
      passes, memoryKiB, lanes, bytes, bytes.count, salt, salt.count, 32, &encoded, length)
    guard status == ARGON2_OK.rawValue else { return nil }
    return String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static func verify(_ password: String, _ hash: String) -> Bool {
    let bytes = Array(password.utf8)
    return argon2id_verify(hash, bytes, bytes.count) == ARGON2_OK.rawValue
  }

  /// What an unknown login is checked against, so that its answer takes as long: a hash of nothing anybody
  /// has.
  static let decoy = hash("no such user", salt: [UInt8](repeating: 0x5A, count: 16)) ?? ""
}

/// Lets two passwords be hashed at a time: each takes 19 MiB and a core.
actor PasswordGate {
  private var free = 2
  /// How many were hashed or checked.
  private(set) var runs = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  private func enter() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }

  func run<T: Sendable>(_ work: @escaping @Sendable () -> T) async -> T {
    await enter()
    runs += 1
    // Off the actor, so that two may run at once.
    let result = await Task.detached { work() }.value
    leave()
    return result
  }
}
