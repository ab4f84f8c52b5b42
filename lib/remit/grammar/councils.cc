#include "remit/grammar/councils.h"

#include <mutex>
#include <unordered_map>

#include "remit/base/file.h"
#include "remit/grammar/tsv.h"
#include "remit/text/letters.h"

namespace remit {

struct Councils::Register {
  std::vector<std::filesystem::path> paths;
  std::once_flag once;
  std::unordered_map<std::string, Council> by_code;
  std::unordered_map<std::string, std::string> codes;  // of folded names; empty: several have it

  void add_name(std::string_view name, const std::string& gss) {
    if (name.empty()) return;
    const auto [known, added] = codes.try_emplace(folded(name), gss);
    if (!added && known->second != gss) known->second.clear();
  }

  void add_line(std::string_view line) {
    Council council;
    for (std::string Council::*field : {&Council::gss, &Council::name, &Council::welsh_name,
                                        &Council::kind, &Council::nation, &Council::until})
      council.*field = next_field(line);
    add_name(council.name, council.gss);
    add_name(council.welsh_name, council.gss);
    while (!line.empty()) add_name(next_field(line, "; "), council.gss);
    std::string gss = council.gss;
    by_code.insert_or_assign(std::move(gss), std::move(council));
  }
};

Councils::Councils() : register_(std::make_unique<Register>()) {}
Councils::~Councils() = default;
Councils::Councils(Councils&&) noexcept = default;
Councils& Councils::operator=(Councils&&) noexcept = default;

void Councils::add(std::filesystem::path file) { register_->paths.push_back(std::move(file)); }

const Councils::Register& Councils::read() const {
  std::call_once(register_->once, [&] {
    for (const auto& path : register_->paths)
      if (const auto text = read_file(path.string()))
        for (const std::string_view line : tsv_lines(*text)) register_->add_line(line);
  });
  return *register_;
}

const Council* Councils::named(std::string_view name) const {
  const Register& all = read();
  const auto found = all.codes.find(folded(name));
  return found == all.codes.end() ? nullptr : coded(found->second);
}

const Council* Councils::coded(std::string_view gss) const {
  const Register& all = read();
  const auto found = all.by_code.find(std::string(gss));
  return found == all.by_code.end() ? nullptr : &found->second;
}

}  // namespace remit
