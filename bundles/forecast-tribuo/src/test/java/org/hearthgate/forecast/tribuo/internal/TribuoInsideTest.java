package org.hearthgate.forecast.tribuo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.hearthgate.forecast.tribuo.internal.inside.EveryTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A class that the bundle forgot to carry shows itself only where a framework keeps the class path away: at night, on the hub. Or here. */
class TribuoInsideTest {
    private static final Path CLASSES = Path.of("target/classes");
    private static final String LIBRARIES = "org.slf4j;version=1.7.36,com.fasterxml.jackson.core;version=2.20.1,"
            + "com.fasterxml.jackson.databind;version=2.20.1,com.fasterxml.jackson.databind.node;version=2.20.1";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "on {0}")
    @ValueSource(strings = {"org.apache.felix.framework.FrameworkFactory", "org.eclipse.osgi.launch.EquinoxFactory"})
    void every_trainer_that_is_carried_trains_saves_and_reads(String factory) throws Exception {
        Framework framework = start(factory);
        try {
            Bundle bundle = install(framework, whole());
            install(framework, fragment());
            bundle.start();

            Map<?, ?> outcomes = (Map<?, ?>) ((Callable<?>) bundle.loadClass(EveryTrainer.class.getName())
                            .getConstructor()
                            .newInstance())
                    .call();

            assertThat(outcomes).hasSize(12).allSatisfy((trainer, outcome) -> assertThat(outcome)
                    .as("%s", trainer)
                    .isEqualTo("same"));
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
    }

    @Test
    void carries_no_native_code_and_shows_nothing_of_tribuo() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            assertThat(files.map(Path::toString))
                    .hasSizeGreaterThan(1500)
                    .noneMatch(name -> name.matches(".*\\.(so|dll|dylib|jnilib)"));
        }
        try (InputStream in = Files.newInputStream(CLASSES.resolve("META-INF/MANIFEST.MF"))) {
            Attributes headers = new Manifest(in).getMainAttributes();
            assertThat(headers.getValue("Export-Package")).isNull();
            assertThat(headers.getValue("Import-Package"))
                    .doesNotContain("tribuo", "olcut", "protobuf", "onnx", "jline")
                    .contains("org.slf4j;version=\"[1.7,3)\"");
        }
    }

    private Framework start(String factory) throws Exception {
        Path equinox = Path.of("target/equinox/org.eclipse.osgi.jar").toAbsolutePath();
        assertThat(equinox).exists();
        // stays open as long as the framework's classes are needed, that is until the JVM ends
        @SuppressWarnings("resource")
        var loader = new URLClassLoader(
                new URL[] {equinox.toUri().toURL()}, getClass().getClassLoader());
        Framework framework = ((FrameworkFactory)
                        loader.loadClass(factory).getConstructor().newInstance())
                .newFramework(Map.of(
                        "org.osgi.framework.storage",
                        folder.resolve("storage").toString(),
                        "org.osgi.framework.system.packages.extra",
                        LIBRARIES));
        framework.start();
        return framework;
    }

    private static Bundle install(Framework framework, Path jar) throws Exception {
        return framework.getBundleContext().installBundle(jar.toUri().toString());
    }

    private Path whole() throws IOException {
        try (InputStream in = Files.newInputStream(CLASSES.resolve("META-INF/MANIFEST.MF"))) {
            var manifest = new Manifest(in);
            Attributes headers = manifest.getMainAttributes();
            // the house around it is not asked here; its services and contracts stay away
            headers.keySet().removeIf(name -> Set.of("Require-Capability", "Provide-Capability", "Service-Component")
                    .contains(name.toString()));
            headers.putValue(
                    "Import-Package",
                    headers.getValue("Import-Package")
                            .replaceAll(",org\\.(hearthgate|osgi)\\.[^;,]*(;version=\"[^\"]*\")?", ""));
            return jar("whole.jar", manifest, CLASSES, CLASSES);
        }
    }

    private Path fragment() throws Exception {
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "org.hearthgate.forecast.tribuo.inside");
        headers.putValue("Fragment-Host", "org.hearthgate.forecast.tribuo");
        Path classes = Path.of(EveryTrainer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return jar(
                "inside.jar",
                manifest,
                classes,
                classes.resolve(EveryTrainer.class.getPackageName().replace('.', '/')));
    }

    private Path jar(String name, Manifest manifest, Path root, Path from) throws IOException {
        Path jar = folder.resolve(name);
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String entry = root.relativize(file).toString().replace('\\', '/');
                if (!entry.equals("META-INF/MANIFEST.MF")) {
                    out.putNextEntry(new JarEntry(entry));
                    Files.copy(file, out);
                }
            }
        }
        return jar;
    }
}
