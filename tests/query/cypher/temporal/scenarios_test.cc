// The scenarios on temporal values of the openCypher TCK that a few kinds of expressions can say: a WITH and
// a RETURN, calls, maps, operators, properties. They lie outside of this repository, and the test is skipped
// without them.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/text.h"
#include "query/cypher/temporal/functions.h"
#include "tests/environment.h"

namespace concord::temporal {
namespace {

struct Value;
using Map = std::vector<std::pair<std::string, Value>>;
struct Null {};
struct Value {
  std::variant<Null, bool, int64_t, double, std::string, TemporalValue, Map> held;
};
using Variables = std::map<std::string, Value, std::less<>>;

// What no scenario in reach needs.
struct Beyond {
  std::string what;
};

TemporalType TypeNamed(std::string_view name) {
  for (int type = 0; type <= static_cast<int>(TemporalType::kDuration); ++type) {
    if (FunctionName(static_cast<TemporalType>(type)) == name) return static_cast<TemporalType>(type);
  }
  throw Beyond{"function " + std::string(name)};
}

template <typename T>
Value Must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return {TemporalValue(*result)};
}

class Evaluator {
 public:
  Evaluator(std::string_view text, Variables& variables) : rest_(text), variables_(variables) { Skip(); }

  Value Expression() {
    const Value left = Sum();
    for (const std::string_view op : {"<=", ">=", "=", "<", ">"}) {
      if (!Take(op)) continue;
      const Value right = Sum();
      const auto& a = std::get<TemporalValue>(left.held);
      const auto& b = std::get<TemporalValue>(right.held);
      if (op == "=") return {a == b};
      const auto order = Compare(a, b);
      if (!order) return {Null{}};
      return {op == "<=" ? *order <= 0 : op == ">=" ? *order >= 0 : op == "<" ? *order < 0 : *order > 0};
    }
    return left;
  }

  bool Take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    Skip();
    return true;
  }

  std::string Name() {
    size_t n = 0;
    while (n < rest_.size() && (std::isalnum(static_cast<unsigned char>(rest_[n])) != 0 || rest_[n] == '_'))
      ++n;
    if (n == 0) throw Beyond{"name expected at " + std::string(rest_)};
    std::string name(rest_.substr(0, n));
    rest_.remove_prefix(n);
    Skip();
    return name;
  }

  std::string_view rest() const { return rest_; }

 private:
  void Skip() {
    while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_[0])) != 0) rest_.remove_prefix(1);
  }

  Value Sum() {
    Value left = Unary();
    for (;;) {
      const bool plus = Take("+");
      if (!plus && !Take("-")) return left;
      const Value right = Unary();
      const auto& a = std::get<TemporalValue>(left.held);
      const auto& b = std::get<TemporalValue>(right.held);
      left = Must(plus ? Add(a, b) : Subtract(a, b));
    }
  }

  Value Unary() {
    if (!Take("-")) return Postfix();
    const Value value = Postfix();
    if (const auto* whole = std::get_if<int64_t>(&value.held)) return {-*whole};
    return {-std::get<double>(value.held)};
  }

  Value Postfix() {
    if (!rest_.empty() && (IsDigit(rest_[0]))) return Number();
    if (rest_.starts_with('\'')) return Text();
    if (Take("{")) return MapLiteral();
    std::string name = Name();
    if (name == "null") return {Null{}};
    if (name == "true" || name == "false") throw Beyond{name};
    if (const auto variable = variables_.find(name); variable != variables_.end()) {
      Value value = variable->second;
      while (Take(".")) {
        const auto property = Property(std::get<TemporalValue>(value.held), Name());
        if (!property) throw std::runtime_error(property.error().message);
        value = std::visit([](const auto& held) { return Value{held}; }, *property);
      }
      return value;
    }
    while (Take(".")) name += "." + Name();
    if (!Take("(")) throw Beyond{"variable " + name};
    std::vector<Value> arguments;
    while (!Take(")")) {
      arguments.push_back(Expression());
      Take(",");
    }
    return Call(name, arguments);
  }

  Value Number() {
    size_t n = 0;
    while (n < rest_.size() && (IsDigit(rest_[n]) || rest_[n] == '.')) ++n;
    const std::string digits(rest_.substr(0, n));
    rest_.remove_prefix(n);
    Skip();
    if (digits.find('.') == digits.npos) return {static_cast<int64_t>(std::stoll(digits))};
    return {std::stod(digits)};
  }

  Value Text() {
    const size_t end = rest_.find('\'', 1);
    Value value{std::string(rest_.substr(1, end - 1))};
    rest_.remove_prefix(end + 1);
    Skip();
    return value;
  }

  Value MapLiteral() {
    Map map;
    while (!Take("}")) {
      std::string key = Name();
      if (!Take(":")) throw Beyond{"map"};
      map.emplace_back(std::move(key), Expression());
      Take(",");
    }
    return {map};
  }

  static std::vector<Component> ComponentsOf(const Map& map) {
    std::vector<Component> components;
    for (const auto& [name, value] : map) {
      if (const auto* whole = std::get_if<int64_t>(&value.held)) components.push_back({name, *whole});
      if (const auto* number = std::get_if<double>(&value.held)) components.push_back({name, *number});
      if (const auto* text = std::get_if<std::string>(&value.held)) {
        components.push_back({name, std::string_view(*text)});
      }
      if (const auto* other = std::get_if<TemporalValue>(&value.held)) components.push_back({name, *other});
    }
    return components;
  }

  static Value Call(const std::string& name, const std::vector<Value>& arguments) {
    if (arguments.empty()) throw Beyond{"the current time"};
    for (const Value& argument : arguments) {
      if (std::holds_alternative<Null>(argument.held)) return {Null{}};
    }
    const auto temporal = [&](size_t n) { return std::get<TemporalValue>(arguments.at(n).held); };
    const auto number = [&](size_t n) { return std::get<int64_t>(arguments.at(n).held); };
    if (name == "toString") return {ToString(temporal(0))};
    if (name == "duration.between") return Must(Between(temporal(0), temporal(1)));
    if (name == "duration.inMonths") return Must(InMonths(temporal(0), temporal(1)));
    if (name == "duration.inDays") return Must(InDays(temporal(0), temporal(1)));
    if (name == "duration.inSeconds") return Must(InSeconds(temporal(0), temporal(1)));
    if (name == "datetime.fromepoch") return Must(FromEpoch(number(0), number(1)));
    if (name == "datetime.fromepochmillis") return Must(FromEpochMillis(number(0)));
    if (name.ends_with(".truncate")) {
      std::vector<Component> components;
      if (arguments.size() > 2) components = ComponentsOf(std::get<Map>(arguments[2].held));
      return Must(Truncate(TypeNamed(name.substr(0, name.find('.'))),
                           std::get<std::string>(arguments[0].held), temporal(1), components));
    }
    const TemporalType type = TypeNamed(name);
    if (const auto* text = std::get_if<std::string>(&arguments[0].held)) return Must(Parse(type, *text));
    if (const auto* map = std::get_if<Map>(&arguments[0].held)) {
      return Must(Construct(type, ComponentsOf(*map), Moment{}));
    }
    return Must(Project(type, temporal(0)));
  }

  std::string_view rest_;
  Variables& variables_;
};

std::string Print(const Value& value) {
  if (std::holds_alternative<Null>(value.held)) return "null";
  if (const auto* flag = std::get_if<bool>(&value.held)) return *flag ? "true" : "false";
  if (const auto* whole = std::get_if<int64_t>(&value.held)) return std::to_string(*whole);
  if (const auto* text = std::get_if<std::string>(&value.held)) return "'" + *text + "'";
  if (const auto* temporal = std::get_if<TemporalValue>(&value.held)) return "'" + ToString(*temporal) + "'";
  return "?";
}

// A stored property: "CREATE (:Duration {dur: expression})" as the variable that the query reads it by.
void ReadSetup(std::string_view setup, Variables& variables, Map& stored) {
  const size_t label = setup.find("(:");
  const size_t colon = setup.find(": ", label + 2);
  const size_t brace = setup.find('{');
  if (!setup.starts_with("CREATE (:") || brace == setup.npos) throw Beyond{"setup"};
  Evaluator evaluator(setup.substr(colon + 2), variables);
  stored.emplace_back(std::string(Trim(setup.substr(label + 2, brace - label - 2))), evaluator.Expression());
}

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  for (size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// "MATCH (v:Val) WITH v.date AS d": what `v.date` stands for becomes a variable.
std::string WithoutMatch(std::string query, const Map& stored, Variables& variables) {
  if (query.find("MATCH ") == query.npos) return query;
  for (const auto& [label, value] : stored) {
    const size_t at = std::min(query.find(":" + label + ")"), query.find(": " + label + ")"));
    if (at == query.npos) throw Beyond{"match"};
    const size_t open = query.rfind('(', at);
    const std::string name = query.substr(open + 1, at - open - 1);
    variables["stored_" + name] = value;
    for (const std::string key : {"date", "dur"}) query = Replaced(query, name + "." + key, "stored_" + name);
  }
  const size_t match = query.find("MATCH ");
  return query.erase(match, query.find_first_of("WR", match + 6) - match);
}

std::vector<std::string> RowOf(const rapidjson::Value& scenario) {
  Variables variables;
  Map stored;
  for (const auto& setup : scenario["setup"].GetArray()) {
    for (const std::string_view line : Split(setup.GetString(), '\n')) ReadSetup(line, variables, stored);
  }
  const std::string query = WithoutMatch(scenario["query"].GetString(), stored, variables);
  Evaluator evaluator(query, variables);
  std::vector<std::string> row;
  for (;;) {
    const bool last = evaluator.Take("RETURN ");
    if (!last && !evaluator.Take("WITH ")) throw Beyond{std::string(evaluator.rest())};
    do {
      const Value value = evaluator.Expression();
      if (last) row.push_back(Print(value));
      if (evaluator.Take("AS ")) variables[evaluator.Name()] = value;
    } while (evaluator.Take(","));
    if (last && evaluator.rest().empty()) return row;
  }
}

TEST(TemporalScenarios, OfTheTck) {
  CONCORD_NEED_SHARED();
  std::ifstream file(testing::SharedDir() / "tck/dev.jsonl");
  int passed = 0;
  int beyond = 0;
  for (std::string line; std::getline(file, line);) {
    rapidjson::Document scenario;
    scenario.Parse(line);
    if (std::string_view(scenario["folder"].GetString()) != "expressions/temporal") continue;
    if (std::string_view(scenario["expect"].GetString()) != "rows") continue;
    std::vector<std::string> expected;
    for (const auto& cell : scenario["rows_raw"][0].GetArray()) expected.emplace_back(cell.GetString());
    try {
      EXPECT_EQ(RowOf(scenario), expected)
          << scenario["id"].GetString() << ": " << scenario["query"].GetString();
      ++passed;
    } catch (const Beyond& error) {
      ++beyond;
      RecordProperty(scenario["id"].GetString(), error.what);
      if (std::getenv("CONCORD_SHOW_BEYOND") != nullptr)
        fmt::print("{}: {}\n", scenario["id"].GetString(), error.what);
    } catch (const std::exception& error) {
      ADD_FAILURE() << scenario["id"].GetString() << ": " << scenario["query"].GetString() << ": "
                    << error.what();
    }
  }
  EXPECT_GE(passed, 600) << beyond << " scenarios are beyond this test's expressions";
}

}  // namespace
}  // namespace concord::temporal
