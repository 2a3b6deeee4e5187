package org.hearthgate.adapter.scale.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer copies what docs/add-a-device.md shows: it has to compile, and its tests have to hold. */
class AddADeviceTest {
    private static final Pattern BLOCK = Pattern.compile("```java\\R// (\\w+\\.java)\\R(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void the_code_of_the_page_compiles_and_its_tests_hold() throws Exception {
        List<Path> sources = sources(Files.readString(page()));
        assertThat(sources).hasSize(5);

        compile(sources);

        try (var loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, Thread.currentThread().getContextClassLoader())) {
            Class<?> test = loader.loadClass("org.hearthgate.adapter.feather.internal.FeatherTest");
            int run = 0;
            for (Method method : test.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Test.class)) {
                    Constructor<?> constructor = test.getDeclaredConstructor();
                    constructor.setAccessible(true);
                    method.setAccessible(true);
                    method.invoke(constructor.newInstance());
                    run++;
                }
            }
            assertThat(run).isEqualTo(3);
        }
    }

    private void compile(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean good = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of(
                                    "-d",
                                    folder.toString(),
                                    "-proc:none",
                                    "-cp",
                                    System.getProperty("java.class.path")),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(good).as(said.toString()).isTrue();
        }
    }

    private List<Path> sources(String page) throws IOException {
        var sources = new ArrayList<Path>();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            sources.add(Files.writeString(folder.resolve(block.group(1)), block.group(2)));
        }
        return sources;
    }

    private static Path page() {
        return Stream.iterate(Path.of("").toAbsolutePath(), above -> above != null, Path::getParent)
                .map(above -> above.resolve("docs").resolve("add-a-device.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }
}
