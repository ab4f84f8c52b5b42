# remit_module(NAME [DEPENDS module...] [LINK target...])
#
# One folder of lib/remit: an object library folded into remit::remit. DEPENDS names the modules it
# may include, always simpler ones; tests/architecture holds every #include against these lines.
function(remit_module name)
  cmake_parse_arguments(arg "" "" "DEPENDS;LINK" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  if(sources)
    add_library(remit_${name} OBJECT ${sources})
    target_include_directories(remit_${name} PUBLIC ${PROJECT_SOURCE_DIR}/lib)
    target_link_libraries(remit_${name} PUBLIC ${arg_LINK} PRIVATE remit_warnings)
    set_target_properties(remit_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    target_sources(remit PRIVATE $<TARGET_OBJECTS:remit_${name}>)
  endif()
  target_link_libraries(remit PRIVATE ${arg_LINK})
endfunction()
