package org.hearthgate.adapter.pen.internal.tag;

/** A command with its octets given one by one, some of them within bounds only. */
public final class CommandPattern {
    private final int[] least;
    private final int[] most;

    private CommandPattern(int[] least, int[] most) {
        this.least = least;
        this.most = most;
    }

    /**
     * {@return the pattern of this text}
     *
     * @param text octets, apart by spaces: two hexadecimal digits, {@code ??} for any, or {@code 00-7f} for a range
     */
    public static CommandPattern of(String text) {
        String[] octets = text.strip().split("\\s+");
        int[] least = new int[octets.length];
        int[] most = new int[octets.length];
        for (int i = 0; i < octets.length; i++) {
            String[] bounds = octets[i].equals("??") ? new String[] {"00", "ff"} : octets[i].split("-", 2);
            least[i] = Integer.parseInt(bounds[0], 16);
            most[i] = Integer.parseInt(bounds[bounds.length - 1], 16);
        }
        return new CommandPattern(least, most);
    }

    /**
     * {@return the octets, those that are not given taken from these in order}
     *
     * @throws IllegalArgumentException if there are more or fewer, or one is out of its bounds
     */
    public byte[] fill(byte[]... given) {
        byte[] octets = new byte[least.length];
        int part = 0;
        int place = 0;
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) least[i];
            if (least[i] == most[i]) {
                continue;
            }
            while (part < given.length && place == given[part].length) {
                part++;
                place = 0;
            }
            if (part == given.length) {
                throw new IllegalArgumentException("too few octets for this command");
            }
            octets[i] = given[part][place++];
        }
        if (part < given.length && (place < given[part].length || part + 1 < given.length) || !matches(octets)) {
            throw new IllegalArgumentException("these octets do not make this command");
        }
        return octets;
    }

    /** {@return whether it is this command, no octet more or less} */
    public boolean matches(byte[] command) {
        if (command.length != least.length) {
            return false;
        }
        for (int i = 0; i < command.length; i++) {
            int octet = command[i] & 0xFF;
            if (octet < least[i] || octet > most[i]) {
                return false;
            }
        }
        return true;
    }
}
