// Comparison, order and hashing.
#include <fmt/format.h>

#include <functional>

#include "query/cypher/temporal/amount.h"
#include "query/cypher/temporal/calendar.h"
#include "query/cypher/temporal/functions.h"

namespace concord::temporal {
namespace {

using Ordering = std::strong_ordering;

Ordering InTime(const Date& a, const Date& b) { return a <=> b; }
Ordering InTime(const LocalTime& a, const LocalTime& b) { return a <=> b; }
Ordering InTime(const LocalDateTime& a, const LocalDateTime& b) { return a <=> b; }

Ordering InTime(const Time& a, const Time& b) {
  const auto utc = [](const Time& time) { return time.local.nanos - time.offset * kNanosPerSecond; };
  if (const Ordering order = utc(a) <=> utc(b); order != 0) return order;
  return a.local <=> b.local;
}

Ordering InTime(const DateTime& a, const DateTime& b) {
  if (const Ordering order = EpochSeconds(a) <=> EpochSeconds(b); order != 0) return order;
  if (const Ordering order = a.local.time.nanos % kNanosPerSecond <=> b.local.time.nanos % kNanosPerSecond;
      order != 0) {
    return order;
  }
  if (const Ordering order = a.offset <=> b.offset; order != 0) return order;
  const auto name = [](const DateTime& value) {
    return value.zone == nullptr ? std::string_view() : std::string_view(ZoneName(*value.zone));
  };
  return name(a) <=> name(b);
}

Ordering InTime(const Duration& a, const Duration& b) {
  const auto seconds = [](const Duration& duration) {
    return Int128{duration.months} * kSecondsPerMonth + Int128{duration.days} * kSecondsPerDay +
           duration.seconds;
  };
  if (const Ordering order = seconds(a) <=> seconds(b); order != 0) return order;
  if (const Ordering order = a.nanos <=> b.nanos; order != 0) return order;
  if (const Ordering order = a.months <=> b.months; order != 0) return order;
  return a.days <=> b.days;
}

size_t Mix(std::initializer_list<int64_t> numbers) {
  size_t hash = 0;
  for (const int64_t number : numbers) {
    hash ^= std::hash<int64_t>()(number) + 0x9e3779b97f4a7c15 + (hash << 6) + (hash >> 2);
  }
  return hash;
}

size_t HashOf(const Date& date) { return Mix({date.year, date.month, date.day}); }
size_t HashOf(const LocalTime& time) { return Mix({time.nanos}); }
size_t HashOf(const Time& time) { return Mix({time.local.nanos, time.offset}); }
size_t HashOf(const LocalDateTime& value) { return Mix({LocalSeconds(value), value.time.nanos}); }
size_t HashOf(const DateTime& value) {
  return Mix({LocalSeconds(value.local), value.local.time.nanos, value.offset,
              static_cast<int64_t>(std::hash<const Zone*>()(value.zone))});
}
size_t HashOf(const Duration& duration) {
  return Mix({duration.months, duration.days, duration.seconds, duration.nanos});
}

}  // namespace

std::strong_ordering Order(const TemporalValue& left, const TemporalValue& right) {
  if (left.index() != right.index()) return left.index() <=> right.index();
  return std::visit(
      [&](const auto& value) { return InTime(value, std::get<std::decay_t<decltype(value)>>(right)); }, left);
}

std::optional<std::strong_ordering> Compare(const TemporalValue& left, const TemporalValue& right) {
  if (left.index() != right.index()) return std::nullopt;
  if (std::holds_alternative<Duration>(left) && left != right) return std::nullopt;
  return Order(left, right);
}

size_t Hash(const TemporalValue& value) {
  return Mix({static_cast<int64_t>(value.index()),
              static_cast<int64_t>(std::visit([](const auto& held) { return HashOf(held); }, value))});
}

}  // namespace concord::temporal
