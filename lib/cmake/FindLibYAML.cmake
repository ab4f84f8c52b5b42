# libyaml by its .pc file: LibYAML::LibYAML
find_package(PkgConfig REQUIRED)
pkg_check_modules(LIBYAML_PC QUIET IMPORTED_TARGET yaml-0.1)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibYAML REQUIRED_VARS LIBYAML_PC_FOUND
  REASON_FAILURE_MESSAGE "apt-get install libyaml-dev")
if(LibYAML_FOUND AND NOT TARGET LibYAML::LibYAML)
  add_library(LibYAML::LibYAML INTERFACE IMPORTED)
  target_link_libraries(LibYAML::LibYAML INTERFACE PkgConfig::LIBYAML_PC)
endif()
