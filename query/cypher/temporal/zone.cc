#include "query/cypher/temporal/zone.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <map>
#include <memory>
#include <mutex>

#include "base/file.h"
#include "query/cypher/temporal/posix_rule.h"
#include "query/cypher/temporal/scan.h"
#include "query/cypher/temporal/zone_table.h"

namespace concord::temporal {

class Zone {
 public:
  std::string name;
  const date::time_zone* changes = nullptr;
  std::optional<PosixRule> rule;  // after the last change
};

namespace {

constexpr int32_t kMaxOffset = 18 * 3600;
constexpr int64_t kDay = 86'400;
constexpr uint64_t kMaxZoneFile = 1 << 20;  // they have some kilobytes

// The library reads the changes that a file lists; files list them up to 2037 at most. What comes later
// stands in a file's last line.
std::optional<PosixRule> ReadRule(const std::string& name) {
  const Result<std::string> bytes = ReadFile(std::string(kZoneFolder) + name, kMaxZoneFile);
  if (!bytes) return std::nullopt;
  std::string_view text = *bytes;
  if (!text.ends_with('\n')) return std::nullopt;
  text.remove_suffix(1);
  const size_t line = text.rfind('\n');
  return line == text.npos ? std::nullopt : PosixRule::Parse(text.substr(line + 1));
}

Result<std::unique_ptr<Zone>> LoadZone(const std::string& name) {
  auto zone = std::make_unique<Zone>();
  zone->name = name;
  try {
    const std::string rules = NameOfRules(name);
    zone->changes = date::locate_zone(rules);
    zone->rule = ReadRule(rules);
    zone->changes->get_info(date::sys_seconds{});  // reads the file, or throws
  } catch (const std::exception&) {
    return Fail(ErrorCode::kNotFound,
                fmt::format("unknown time zone '{}'; expected an offset such as +01:00, "
                            "or a name such as Europe/Stockholm",
                            name));
  }
  return zone;
}

// "01", "0130", "01:30:07": hours, minutes and seconds, with colons between all or none of them.
std::optional<int32_t> OffsetSize(std::string_view text) {
  Scan scan(text);
  const auto hours = scan.TakeNumber(2);
  if (!hours) return std::nullopt;
  int32_t seconds = *hours * 3600;
  const bool extended = scan.Peek() == ':';
  for (int unit = 60; unit > 0 && !scan.AtEnd(); unit /= 60) {
    if (scan.Take(':') != extended) return std::nullopt;
    const auto part = scan.TakeNumber(2);
    if (!part || *part > 59) return std::nullopt;
    seconds += *part * unit;
  }
  return scan.AtEnd() ? std::optional(seconds) : std::nullopt;
}

}  // namespace

Result<const Zone*> FindZone(std::string_view name) {
  std::string wanted(name);
  std::ranges::replace(wanted, ' ', '_');

  static std::mutex mutex;
  static auto& zones = *new std::map<std::string, std::unique_ptr<Zone>>;  // never destroyed
  const std::lock_guard lock(mutex);
  if (const auto known = zones.find(wanted); known != zones.end()) return known->second.get();
  auto zone = LoadZone(wanted);
  if (!zone) return tl::unexpected(zone.error());
  return (zones[wanted] = std::move(*zone)).get();
}

const std::string& ZoneName(const Zone& zone) { return zone.name; }

int32_t OffsetAt(const Zone& zone, int64_t epoch_seconds) {
  const auto info = zone.changes->get_info(date::sys_seconds(std::chrono::seconds(epoch_seconds)));
  // "Until the end of all years" is how the library says that there is no further change.
  static const date::sys_seconds never =
      date::sys_days(date::year::max() / date::December / 31) - std::chrono::hours(24);
  if (zone.rule && info.end >= never) return zone.rule->OffsetAt(epoch_seconds);
  return static_cast<int32_t>(info.offset.count());
}

ZonedSeconds ResolveLocal(const Zone& zone, int64_t local, std::optional<int32_t> preferred) {
  // No offset exceeds a day, so the true offset is one of these two unless clocks change twice in two days.
  const int32_t before = OffsetAt(zone, local - kDay);
  const int32_t after = OffsetAt(zone, local + kDay);
  const auto is_shown = [&](int32_t offset) { return OffsetAt(zone, local - offset) == offset; };
  if (preferred && (*preferred == before || *preferred == after) && is_shown(*preferred)) {
    return {local, *preferred};
  }
  if (is_shown(before)) return {local, before};
  if (is_shown(after)) return {local, after};
  return {local + (after - before), after};
}

Result<ZoneOrOffset> ParseZone(std::string_view text) {
  if (text == "Z" || text == "z") return ZoneOrOffset{};
  if (!text.starts_with('+') && !text.starts_with('-')) {
    const Result<const Zone*> zone = FindZone(text);
    if (!zone) return tl::unexpected(zone.error());
    return ZoneOrOffset{*zone, 0};
  }
  const std::optional<int32_t> size = OffsetSize(text.substr(1));
  if (!size) {
    return Fail(ErrorCode::kInvalid,
                fmt::format("'{}' is not an offset from UTC; expected a form such as +01:00 or -0530", text));
  }
  if (*size > kMaxOffset) {
    return Fail(ErrorCode::kInvalid, fmt::format("offset '{}' is more than 18 hours from UTC", text));
  }
  return ZoneOrOffset{nullptr, text.front() == '-' ? -*size : *size};
}

std::string OffsetText(int32_t offset) {
  if (offset == 0) return "Z";
  const int32_t size = offset < 0 ? -offset : offset;
  std::string text = fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', size / 3600, size / 60 % 60);
  if (size % 60 != 0) text += fmt::format(":{:02}", size % 60);
  return text;
}

}  // namespace concord::temporal
