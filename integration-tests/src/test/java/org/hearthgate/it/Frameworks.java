package org.hearthgate.it;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.osgi.framework.launch.FrameworkFactory;

/** The two frameworks the bundles have to run on. */
enum Frameworks {
    FELIX {
        @Override
        FrameworkFactory factory() {
            return ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        }
    },
    /** The framework of Eclipse Kura. */
    EQUINOX {
        @Override
        FrameworkFactory factory() throws Exception {
            Path jar = Path.of("target/equinox/org.eclipse.osgi.jar").toAbsolutePath();
            // stays open as long as the framework's classes are needed, that is until the JVM ends
            var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, Frameworks.class.getClassLoader());
            return (FrameworkFactory) loader.loadClass("org.eclipse.osgi.launch.EquinoxFactory")
                    .getConstructor()
                    .newInstance();
        }
    };

    abstract FrameworkFactory factory() throws Exception;
}
