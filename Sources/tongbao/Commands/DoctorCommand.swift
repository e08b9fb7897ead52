import ArgumentParser
import Coalition
import Foundation
import HTTPAPI
import Ledger
import LedgerStore
import Loyalty
import Storage

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look whether a platform can run here, and say what is wrong.",
    discussion: "Changes nothing. Ends with 1 when something is broken; warnings do not count.")

  @OptionGroup var options: PlatformOptions
  @Flag(help: "Report as JSON.") var json = false

  func run() async throws {
    let findings = await Examination(options: options).findings()
    if json {
      let list = findings.map {
        ["check": .string($0.check), "state": .string($0.state.rawValue), "detail": .string($0.detail)]
          as JSON
      }
      print((["checks": .array(list)] as JSON).prettyText, terminator: "")
    } else {
      var table = Table("check", "state", "detail")
      table.leftColumns = Set(0...2)
      table.rows = findings.map { [$0.check, $0.state.rawValue, $0.detail] }
      for line in table.lines { print(line) }
    }
    if findings.contains(where: { $0.state == .broken }) { throw ExitCode.failure }
  }
}

/// What the doctor looks at, one finding each.
private struct Examination {
  struct Finding {
    enum State: String { case well, warning, broken }

    var check: String
    var state: State
    var detail: String
  }

  /// The year in which this was written: a clock before it is wrong.
  private static let earliest = Instant(microseconds: 0).adding(seconds: 1_767_225_600)
  private static let littleRoom = 0.1
  /// A certificate of 90 days is replaced when a third of them is left.
  private static let fewDays = 30
  /// OWASP ASVS 5.0, 6.2.4.
  private static let fewestPasswords = 3_000

  let options: PlatformOptions

  func findings() async -> [Finding] {
    var findings = [
      Finding(check: "program", state: .well, detail: "tongbao \(Tongbao.version)"), clock, sqlite,
    ]
    let settings: Settings
    do { settings = try options.settings() } catch {
      return findings + [Finding(check: "settings", state: .broken, detail: "\(error)")]
    }
    let zone = settings.calendar.zone.name
    findings.append(Finding(check: "settings", state: .well, detail: "zone \(zone)"))
    findings.append(passwords(settings.passwords))
    if let tls = settings.http.tls { findings.append(certificate(tls)) }
    guard FileManager.default.fileExists(atPath: settings.data) else {
      let detail = "\(settings.data) is not there yet; serve makes it"
      return findings + [Finding(check: "folder", state: .warning, detail: detail)]
    }
    findings.append(folder(settings.data))
    findings.append(disk(settings.data))
    findings.append(secret(settings.data))
    findings.append(await tables(settings.data))
    return findings
  }

  private var clock: Finding {
    let isPlausible = PlatformClock.system.now() > Self.earliest
    return Finding(
      check: "clock", state: isPlausible ? .well : .broken,
      detail: isPlausible ? "is plausible" : "stands before this program was written: set it")
  }

  private var sqlite: Finding {
    let warnings = SQLiteDatabase.warnings
    return Finding(
      check: "SQLite", state: warnings.isEmpty ? .well : .warning,
      detail: warnings.isEmpty ? "no known fault" : warnings.joined(separator: " "))
  }

  private func folder(_ path: String) -> Finding {
    guard access(path, W_OK | X_OK) == 0 else {
      return Finding(check: "folder", state: .broken, detail: "\(path) cannot be written by this user")
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)  // Nil reads as open to others.
    let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
    guard mode & 0o077 == 0 else {
      return Finding(check: "folder", state: .warning, detail: "\(path) is open to other users: chmod 700")
    }
    let isServed = FileManager.default.fileExists(atPath: ControlSocket.path(in: path))
    return Finding(check: "folder", state: .well, detail: path + (isServed ? ", a server has it" : ""))
  }

  private func disk(_ path: String) -> Finding {
    guard let share = DiskSpace.freeShare(of: path) else {
      return Finding(check: "disk", state: .warning, detail: "the system does not say how much room there is")
    }
    return Finding(
      check: "disk", state: share < Self.littleRoom ? .warning : .well, detail: "\(Int(share * 100)) % free")
  }

  private func secret(_ path: String) -> Finding {
    let file = path + "/root.secret"
    let attributes = try? FileManager.default.attributesOfItem(atPath: file)  // Nil: made at the first start.
    guard let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue else {
      return Finding(check: "root secret", state: .well, detail: "not made yet, or in the environment")
    }
    return Finding(
      check: "root secret", state: mode & 0o077 == 0 ? .well : .broken,
      detail: mode & 0o077 == 0
        ? "for its owner only" : "\(file) can be read by others: chmod 600, then replace it")
  }

  private func passwords(_ settings: PasswordSettings) -> Finding {
    do {
      let count = try settings.rules().refused.count
      var lacks: [String] = []
      if settings.words.isEmpty { lacks.append("passwords.words does not name the organisation's own") }
      if count < Self.fewestPasswords {
        lacks.append("passwords.refused names no list of breached ones: bin/refused-passwords makes one")
      }
      return Finding(
        check: "passwords", state: lacks.isEmpty ? .well : .warning,
        detail: lacks.isEmpty
          ? "\(count) are refused, and what is easy to guess" : lacks.joined(separator: "; "))
    } catch { return Finding(check: "passwords", state: .broken, detail: "\(error)") }
  }

  private func certificate(_ tls: HTTPTLS) -> Finding {
    do {
      let days = try tls.daysLeft(at: PlatformClock.system.now())
      return Finding(
        check: "certificate", state: days < 0 ? .broken : days < Self.fewDays ? .warning : .well,
        detail: days < 0 ? "\(tls.certificate) has ended" : "ends in \(days) days")
    } catch { return Finding(check: "certificate", state: .broken, detail: "\(error)") }
  }

  private func tables(_ path: String) async -> Finding {
    guard FileManager.default.fileExists(atPath: path + "/platform.db") else {
      return Finding(check: "tables", state: .well, detail: "not made yet")
    }
    do {
      let folder = try LedgerFolder(path)
      let database = try DatabaseAddress.sqlite(path: folder.platform).open()
      let pending = try await Migrator.bundled().pending(database)
      try await database.close()
      let detail = pending.isEmpty ? "up to date" : "\(pending.count) migrations are pending: tongbao migrate"
      return Finding(check: "tables", state: pending.isEmpty ? .well : .warning, detail: detail)
    } catch is FolderInUse {
      return Finding(check: "tables", state: .well, detail: "in use by the server, which has migrated them")
    } catch {
      return Finding(check: "tables", state: .broken, detail: "\(error)")
    }
  }
}
