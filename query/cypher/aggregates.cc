#include "query/cypher/aggregates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "query/cypher/evaluate.h"
#include "query/cypher/failure.h"
#include "query/cypher/functions.h"
#include "query/cypher/id_set.h"
#include "query/cypher/key_table.h"

namespace concord::cypher {
namespace {

struct Known {
  std::string_view name;
  int arguments;
};
constexpr auto kAggregates = std::to_array<Known>({
    {"count", 1},
    {"sum", 1},
    {"avg", 1},
    {"min", 1},
    {"max", 1},
    {"collect", 1},
    {"percentilecont", 2},
    {"percentiledisc", 2},
    {"stdev", 1},
    {"stdevp", 1},
});

// What is not null, and with DISTINCT not there already, is handed on.
class ValueAggregate : public Aggregate {
 public:
  ValueAggregate(const Expr& expr, Execution* execution)
      : expr_(expr), execution_(*execution), account_(execution) {}

  void Add(Row& row, int64_t times) override {
    Value value = Evaluate(*expr_.args[0], row, execution_);
    if (value.is_null()) return;
    if (expr_.distinct) {
      times = 1;
      if (!IsNew(value)) return;
    }
    times_ = times;
    Take(std::move(value), row);
  }

 protected:
  // Where `times` may be more than 1 the planner has seen to it that the aggregate asks for times_, or that
  // once is as good as often.
  virtual void Take(Value value, Row& row) = 0;
  const Expr& expr_;
  Execution& execution_;
  Account account_;
  int64_t times_ = 1;

 private:
  bool IsNew(const Value& value) {
    if (value.type() == ValueType::kNode) {
      if (!nodes_.Insert(value.as_node())) return false;
      account_.Charge(12);
      return true;
    }
    if (seen_ == nullptr) seen_ = std::make_unique<KeyTable>(&execution_);
    seen_->StartKey();
    seen_->AddToKey(value);
    return seen_->Insert(0).second;
  }

  IdSet nodes_;
  std::unique_ptr<KeyTable> seen_;  // all others
};

class CountStar : public Aggregate {
 public:
  void Add(Row&, int64_t times) override { count_ += times; }
  Value Result() const override { return Value(count_); }

 private:
  int64_t count_ = 0;
};

class Count : public ValueAggregate {
 public:
  using ValueAggregate::ValueAggregate;
  Value Result() const override { return Value(count_); }

 protected:
  void Take(Value, Row&) override { count_ += times_; }

 private:
  int64_t count_ = 0;
};

class Sum : public ValueAggregate {
 public:
  using ValueAggregate::ValueAggregate;
  Value Result() const override { return sum_; }

 protected:
  void Take(Value value, Row&) override {
    sum_ = is_first_ && value.type() == ValueType::kTemporal
               ? value
               : Arithmetic(ExprKind::kAdd, Number(sum_), Number(value), expr_.position);
    is_first_ = false;
  }

 private:
  const Value& Number(const Value& value) const {
    if (value.is_number() || value.type() == ValueType::kTemporal) return value;
    FailRuntime("TypeError", "InvalidArgumentType", expr_.position,
                fmt::format("sum() adds numbers; found {}", TypeName(value)));
  }

  Value sum_ = Value(int64_t{0});
  bool is_first_ = true;
};

class Average : public ValueAggregate {
 public:
  using ValueAggregate::ValueAggregate;
  Value Result() const override {
    if (count_ == 0) return {};
    if (!temporal_.is_null()) return Arithmetic(ExprKind::kDivide, temporal_, Value(count_), expr_.position);
    return Value(mean_);
  }

 protected:
  void Take(Value value, Row&) override {
    ++count_;
    if (value.type() == ValueType::kTemporal) {
      temporal_ = temporal_.is_null() ? value : Arithmetic(ExprKind::kAdd, temporal_, value, expr_.position);
      return;
    }
    if (!value.is_number()) {
      FailRuntime("TypeError", "InvalidArgumentType", expr_.position,
                  fmt::format("avg() averages numbers; found {}", TypeName(value)));
    }
    sum_ += value.as_number();
    mean_ = sum_ / static_cast<double>(count_);
  }

 private:
  int64_t count_ = 0;
  double sum_ = 0, mean_ = 0;
  Value temporal_;
};

class Extreme : public ValueAggregate {
 public:
  Extreme(const Expr& expr, Execution* execution)
      : ValueAggregate(expr, execution), is_max_(expr.name == "max") {}
  Value Result() const override { return best_; }

 protected:
  void Take(Value value, Row&) override {
    if (best_.is_null() || (is_max_ ? Order(value, best_) > 0 : Order(value, best_) < 0))
      best_ = std::move(value);
  }

 private:
  const bool is_max_;
  Value best_;
};

class Collect : public ValueAggregate {
 public:
  using ValueAggregate::ValueAggregate;
  Value Result() const override { return Value(list_); }

 protected:
  void Take(Value value, Row&) override {
    account_.Charge(sizeof(Value) + value.HeapBytes());
    list_.push_back(std::move(value));
  }

 private:
  ValueList list_;
};

class Percentile : public ValueAggregate {
 public:
  using ValueAggregate::ValueAggregate;

  Value Result() const override {
    if (values_.empty()) return {};
    ValueList sorted = values_;
    std::sort(sorted.begin(), sorted.end(), [](const Value& a, const Value& b) { return Order(a, b) < 0; });
    const auto last = static_cast<double>(sorted.size() - 1);
    if (expr_.name == "percentiledisc") {
      const double place = std::ceil(share_ * static_cast<double>(sorted.size())) - 1;
      return sorted[static_cast<size_t>(std::max(place, 0.0))];
    }
    const double place = share_ * last;
    const double below = std::floor(place);
    const double low = sorted[static_cast<size_t>(below)].as_number();
    const double high = sorted[static_cast<size_t>(std::ceil(place))].as_number();
    return Value(low + (high - low) * (place - below));
  }

 protected:
  void Take(Value value, Row& row) override {
    const Value share = Evaluate(*expr_.args[1], row, execution_);
    if (!share.is_number() || !value.is_number()) {
      FailRuntime("TypeError", "InvalidArgumentType", expr_.position,
                  fmt::format("{}() takes numbers", expr_.other));
    }
    share_ = share.as_number();
    if (!(share_ >= 0 && share_ <= 1)) {
      FailRuntime("ArgumentError", "NumberOutOfRange", expr_.args[1]->position,
                  fmt::format("a percentile lies between 0.0 and 1.0; found {}", ToText(share)));
    }
    account_.Charge(sizeof(Value));
    values_.push_back(std::move(value));
  }

 private:
  ValueList values_;
  double share_ = 0;
};

// Welford's way, which loses no digits to large means.
class Deviation : public ValueAggregate {
 public:
  using ValueAggregate::ValueAggregate;
  Value Result() const override {
    const double divisor = expr_.name == "stdevp" ? count_ : count_ - 1;
    return Value(divisor < 1 ? 0.0 : std::sqrt(squares_ / divisor));
  }

 protected:
  void Take(Value value, Row&) override {
    if (!value.is_number()) {
      FailRuntime("TypeError", "InvalidArgumentType", expr_.position,
                  fmt::format("{}() takes numbers; found {}", expr_.other, TypeName(value)));
    }
    ++count_;
    const double delta = value.as_number() - mean_;
    mean_ += delta / count_;
    squares_ += delta * (value.as_number() - mean_);
  }

 private:
  double count_ = 0, mean_ = 0, squares_ = 0;
};

}  // namespace

bool IsAggregate(std::string_view name) {
  return std::any_of(kAggregates.begin(), kAggregates.end(),
                     [&](const Known& known) { return known.name == name; });
}

int AggregateArguments(std::string_view name) {
  for (const Known& known : kAggregates) {
    if (known.name == name) return known.arguments;
  }
  return 0;
}

AggregatePtr MakeAggregate(const Expr& expr, Execution* execution) {
  if (expr.kind == ExprKind::kCountStar) return std::make_unique<CountStar>();
  if (expr.name == "count") return std::make_unique<Count>(expr, execution);
  if (expr.name == "sum") return std::make_unique<Sum>(expr, execution);
  if (expr.name == "avg") return std::make_unique<Average>(expr, execution);
  if (expr.name == "collect") return std::make_unique<Collect>(expr, execution);
  if (expr.name == "min" || expr.name == "max") return std::make_unique<Extreme>(expr, execution);
  if (expr.name.starts_with("percentile")) return std::make_unique<Percentile>(expr, execution);
  return std::make_unique<Deviation>(expr, execution);
}

}  // namespace concord::cypher
