package org.hearthgate.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house, read off the jars as they are shipped, with a guard that all of them were seen. */
class HouseRulesIT {
    /** Every room that is deployed. A new room is added here, so that no check passes on nothing. */
    private static final Set<String> ROOMS = Set.of(
            "api",
            "home",
            "control",
            "ingest",
            "keys",
            "store.sqlite",
            "alerting",
            "rules",
            "nightscout",
            "web",
            "cloud.mqtt",
            "demo.broker",
            "commissioning",
            "notify",
            "notify.homeassistant",
            "notify.mail",
            "watchdog",
            "home.rules",
            "insight",
            "forecast.tribuo",
            "adapter.bluetooth",
            "adapter.cgm",
            "adapter.meter",
            "adapter.pen",
            "adapter.scale",
            "adapter.wearable",
            "adapter.vitals",
            "adapter.phone",
            "adapter.mqtt",
            "adapter.coap",
            "adapter.simulator");

    /** No home sets them. */
    private static final Set<String> SET_BY_THE_LAUNCHER =
            Set.of("org.hearthgate.control", "org.hearthgate.watchdog.start");

    /** What each room may import beside the JDK, the contracts, OSGi and slf4j. */
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("store.sqlite", List.of("org.sqlite", "com.fasterxml.jackson.")),
            Map.entry("nightscout", List.of("jakarta.servlet", "com.fasterxml.jackson.")),
            Map.entry("web", List.of("jakarta.servlet", "com.fasterxml.jackson.")),
            Map.entry("cloud.mqtt", List.of("org.eclipse.paho.", "com.fasterxml.jackson.")),
            Map.entry("adapter.coap", List.of("com.fasterxml.jackson.")),
            Map.entry("adapter.phone", List.of("com.fasterxml.jackson.")),
            Map.entry("adapter.mqtt", List.of("org.eclipse.paho.", "com.fasterxml.jackson.")),
            Map.entry("adapter.wearable", List.of("org.sqlite")),
            Map.entry("commissioning", List.of("com.fasterxml.jackson.")),
            Map.entry("adapter.simulator", List.of("com.fasterxml.jackson.core")),
            Map.entry("notify", List.of("com.fasterxml.jackson.")),
            Map.entry("notify.homeassistant", List.of("org.eclipse.paho.", "com.fasterxml.jackson.")),
            Map.entry("insight", List.of("com.fasterxml.jackson.")));

    private final List<Distribution.Jar> ours = Distribution.ours();

    @Test
    void every_room_is_in_the_distribution_and_nothing_else_is() {
        assertThat(ours.stream().map(Distribution.Jar::room)).containsExactlyInAnyOrderElementsOf(ROOMS);
    }

    @Test
    void a_room_imports_the_contracts_and_its_own_libraries_and_no_other_room() {
        for (Distribution.Jar jar : ours) {
            List<String> foreign = Distribution.clauses(jar.header("Import-Package")).stream()
                    .filter(clause -> !clause.contains("resolution:=optional"))
                    .map(clause -> clause.split(";", 2)[0].strip())
                    .filter(name -> !name.startsWith("java.") && !name.startsWith("javax."))
                    .filter(name -> !name.startsWith("org.hearthgate.api.") && !name.startsWith("org.osgi."))
                    .filter(name -> !name.equals("org.slf4j") && !name.startsWith("org.slf4j."))
                    .filter(name -> LIBRARIES.getOrDefault(jar.room(), List.of()).stream()
                            .noneMatch(name::startsWith))
                    .filter(name -> !jar.room().equals("demo.broker"))
                    .toList();
            assertThat(foreign).as("imports of %s", jar.room()).isEmpty();
        }
    }

    @Test
    void the_contracts_import_the_JDK_alone() {
        Distribution.Jar api = room("api");
        assertThat(api.packages("Import-Package"))
                .allMatch(name -> name.startsWith("java.") || name.startsWith("org.hearthgate.api."));
    }

    @Test
    void only_the_contracts_are_exported_and_each_package_has_a_version() {
        for (Distribution.Jar jar : ours) {
            if (jar.room().equals("api")) {
                assertThat(Distribution.clauses(jar.header("Export-Package")))
                        .allMatch(clause -> clause.matches(".*;version=\"[1-9]\\d*\\.\\d+\\.\\d+\".*"));
            } else {
                assertThat(jar.packages("Export-Package"))
                        .as("exports of %s", jar.room())
                        .isEmpty();
            }
        }
    }

    @Test
    void every_import_of_slf4j_takes_the_one_of_kura_and_ours() {
        for (Distribution.Jar jar : ours) {
            assertThat(Distribution.clauses(jar.header("Import-Package")).stream()
                            .filter(clause -> clause.strip().startsWith("org.slf4j")))
                    .as(jar.room())
                    .allMatch(clause -> clause.contains("\"[1.7,3)\""));
        }
    }

    @Test
    void every_component_names_its_configuration_and_itself_explicitly() throws IOException {
        var name = Pattern.compile("<scr:component[^>]*\\sname=\"([^\"]+)\"");
        var seen = new TreeSet<String>();
        for (Distribution.Jar jar : ours) {
            for (String component : Distribution.clauses(jar.header("Service-Component"))) {
                if (component.isBlank()) {
                    continue;
                }
                String xml = read(jar, component.strip());
                var matcher = name.matcher(xml);
                assertThat(matcher.find()).as(component).isTrue();
                assertThat(matcher.group(1))
                        .as("component of %s", jar.room())
                        .startsWith("org.hearthgate.")
                        .doesNotContain("internal");
                assertThat(xml).as(component).contains("configuration-pid=\"org.hearthgate.");
                seen.add(matcher.group(1));
            }
        }
        assertThat(seen).contains("org.hearthgate.ingest", "org.hearthgate.alerting", "org.hearthgate.rule.urgent-low");
    }

    @Test
    void rooms_have_no_circles_and_write_nothing_to_the_console() throws IOException {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(location -> location.contains("/org/hearthgate/"))
                .importJars(ours.stream().map(jar -> jarFile(jar.path())).toList());
        assertThat(classes.size()).as("classes seen").isGreaterThan(150);
        slices().matching("org.hearthgate.api.(*)..").should().beFreeOfCycles().check(classes);
        slices().matching("org.hearthgate.(**).internal..")
                .should()
                .notDependOnEachOther()
                .check(classes);
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(classes);
        noClasses()
                .that()
                .resideOutsideOfPackage("..home..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .because("the hub has one clock: HubClock")
                .check(classes);
    }

    @Test
    void every_native_library_is_there_for_x86_and_for_arm() throws IOException {
        var natives = new TreeSet<String>();
        for (Distribution.Jar jar : Distribution.bundles()) {
            try (var file = new JarFile(jar.path().toFile())) {
                file.stream()
                        .map(JarEntry::getName)
                        .filter(entry -> entry.endsWith(".so") || entry.endsWith(".so.gz"))
                        .filter(entry -> !jar.room().equals("demo.broker"))
                        .map(entry -> jar.symbolicName() + " " + entry)
                        .forEach(natives::add);
            }
        }
        assertThat(natives)
                .anyMatch(name -> name.contains("Linux/x86_64"))
                .anyMatch(name -> name.contains("Linux/aarch64"));
        assertThat(natives).as("no other bundle brings native code").allMatch(name -> name.contains("sqlite"));
    }

    private Distribution.Jar room(String name) {
        return ours.stream().filter(jar -> jar.room().equals(name)).findFirst().orElseThrow();
    }

    private static String read(Distribution.Jar jar, String entry) throws IOException {
        try (var file = new JarFile(jar.path().toFile());
                InputStream in = file.getInputStream(file.getEntry(entry))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static JarFile jarFile(Path path) {
        try {
            return new JarFile(path.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Settings that ship with the project are known to a component, for DS ignores a misspelt key in silence; and none is left out. */
    @Test
    void the_example_in_gateway_config_has_every_key_that_there_is_and_no_other() throws IOException {
        Map<String, Set<String>> known = Metatypes.keysByPid(ours);
        Map<String, Set<String>> shown = new TreeMap<>();
        try (Stream<Path> all = Files.walk(Distribution.ROOT.resolve("gateway-config/config"))) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".json")).toList()) {
                String pid = file.getFileName().toString().replaceAll("(~.*)?\\.json$", "");
                if (pid.startsWith("org.hearthgate.")) {
                    Set<String> keys = shown.computeIfAbsent(pid, any -> new TreeSet<>());
                    Phone.JSON.readTree(file.toFile()).fieldNames().forEachRemaining(keys::add);
                    assertThat(known).as("a component for %s", file).containsKey(pid);
                    assertThat(known.get(pid)).as("keys of %s", file).containsAll(keys);
                }
            }
        }
        assertThat(shown).hasSizeGreaterThan(5);
        known.keySet().removeAll(SET_BY_THE_LAUNCHER);
        known.forEach((pid, keys) -> assertThat(shown.getOrDefault(pid, Set.of()))
                .as("an example of each key of %s", pid)
                .containsAll(keys.stream().filter(key -> !key.startsWith(".")).toList()));
    }
}
