package org.hearthgate.testkit.osgi;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * The framework of Eclipse Kura, beside Felix on one class path: both carry a copy of the same resolver, one of them signed, so Equinox
 * gets a loader of its own for its own classes.
 */
public final class Equinox implements AutoCloseable {
    private final Loader loader;

    public Equinox() throws MalformedURLException {
        loader = new Loader(
                Path.of(BareFramework.onClasspath("/org.eclipse.osgi-")).toUri().toURL());
    }

    public FrameworkFactory factory() throws ReflectiveOperationException {
        return (FrameworkFactory) loader.loadClass("org.eclipse.osgi.launch.EquinoxFactory")
                .getConstructor()
                .newInstance();
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    /** Equinox's own classes from its jar, the OSGi types from the test's class path. */
    private static final class Loader extends URLClassLoader {
        Loader(URL jar) {
            super(new URL[] {jar}, Equinox.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                boolean own = name.startsWith("org.eclipse.") || name.startsWith("org.apache.felix.resolver.");
                if (!own) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
