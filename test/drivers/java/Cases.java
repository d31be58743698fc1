// pgJDBC: as it comes, where a String is a varchar to the server; and with
// stringtype=unspecified, where the server says what it is.
import com.google.gson.*;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.*;
import java.sql.*;
import java.time.*;
import java.util.*;
import java.util.regex.*;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

public class Cases {
	static final int TIMES = 7;
	static JsonObject all;

	static String url(String options) {
		return "jdbc:postgresql://" + System.getenv("PGHOST") + ":" + System.getenv("PGPORT") + "/"
			+ System.getenv("PGDATABASE") + "?" + options;
	}

	static Connection connect(String options) throws SQLException {
		return DriverManager.getConnection(url(options), System.getenv("PGUSER"), System.getenv("PGPASSWORD"));
	}

	static void bind(Connection conn, PreparedStatement s, int n, JsonObject p) throws SQLException {
		String kind = p.keySet().iterator().next();
		JsonElement v = p.get(kind);

		if (v.isJsonNull())
			s.setNull(n, kind.equals("numeric") ? Types.NUMERIC : Types.VARCHAR);
		else
			switch (kind) {
			case "int": s.setInt(n, v.getAsInt()); break;
			case "float": s.setDouble(n, v.getAsDouble()); break;
			case "numeric": s.setBigDecimal(n, new BigDecimal(v.getAsString())); break;
			case "date": s.setObject(n, LocalDate.parse(v.getAsString())); break;
			case "timestamp": s.setObject(n, LocalDateTime.parse(v.getAsString())); break;
			case "texts": s.setArray(n, conn.createArrayOf("text", texts(v))); break;
			default: s.setString(n, v.getAsString());
			}
	}

	static Object[] texts(JsonElement v) {
		List<String> list = new ArrayList<>();
		for (JsonElement e : v.getAsJsonArray()) list.add(e.getAsString());
		return list.toArray();
	}

	static JsonElement plain(Object v) throws SQLException {
		if (v == null) return JsonNull.INSTANCE;
		if (v instanceof java.sql.Array) return plain(((java.sql.Array) v).getArray());
		if (v instanceof Object[]) {
			JsonArray list = new JsonArray();
			for (Object e : (Object[]) v) list.add(plain(e));
			return list;
		}
		return new JsonPrimitive(v.toString());
	}

	static JsonArray rows(ResultSet r) throws SQLException {
		JsonArray rows = new JsonArray();
		while (r.next()) {
			JsonArray row = new JsonArray();
			for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) row.add(plain(r.getObject(i)));
			rows.add(row);
		}
		return rows;
	}

	static void say(String mode, String name, JsonArray rows, SQLException error) {
		JsonObject got = new JsonObject();
		got.addProperty("mode", mode);
		got.addProperty("case", name);
		if (error == null) {
			got.add("rows", rows);
		} else {
			got.addProperty("error", error.getSQLState());
			got.addProperty("message", error.getMessage());
		}
		System.out.println(got);
	}

	static JsonArray ask(Connection conn, String sql) throws SQLException {
		try (Statement s = conn.createStatement(); ResultSet r = s.executeQuery(sql)) {
			return rows(r);
		}
	}

	static void cases(String mode, Connection conn) throws SQLException {
		// the fifth execution is prepared on the server, and what comes then may be binary
		for (JsonElement e : all.getAsJsonArray("cases")) {
			JsonObject c = e.getAsJsonObject();
			JsonArray params = c.has("params") ? c.getAsJsonArray("params") : new JsonArray();
			String sql = c.get("sql").getAsString().replaceAll("\\$\\d+", "?");
			JsonArray rows = new JsonArray();

			try (PreparedStatement s = conn.prepareStatement(sql)) {
				for (int i = 0; i < 2 * TIMES; i++) {
					for (int n = 0; n < params.size(); n++) bind(conn, s, n + 1, params.get(n).getAsJsonObject());
					if (s.execute()) rows = rows(s.getResultSet());
				}
				say(mode, c.get("name").getAsString(), rows, null);
			} catch (SQLException x) {
				say(mode, c.get("name").getAsString(), null, x);
			}
		}
	}

	static void generic(String mode, Connection conn) throws SQLException {
		try (PreparedStatement s = conn.prepareStatement("SELECT count(*) FROM trade WHERE month = ?")) {
			for (int i = 0; i < 3 * TIMES; i++) {
				s.setString(1, "2024-02");
				s.executeQuery().close();
			}
			say(mode, "generic plans", ask(conn, "SELECT sum(generic_plans) > 0 FROM pg_prepared_statements"), null);
		}
	}

	static void copies(Connection conn) throws Exception {
		CopyManager copy = conn.unwrap(PGConnection.class).getCopyAPI();
		StringBuilder text = new StringBuilder();

		for (JsonElement row : all.getAsJsonArray("copied")) {
			List<String> fields = new ArrayList<>();
			for (JsonElement f : row.getAsJsonArray()) fields.add(f.isJsonNull() ? "\\N" : f.getAsString());
			text.append(String.join("\t", fields)).append("\n");
		}
		conn.createStatement().execute("TRUNCATE shipment");
		copy.copyIn("COPY shipment FROM STDIN", new StringReader(text.toString()));
		say("pgjdbc", "COPY of rows", ask(conn,
			"SELECT month, partner, product, coalesce(value, 0) FROM shipment ORDER BY month"), null);
	}

	public static void main(String[] args) throws Exception {
		all = JsonParser.parseString(new String(Files.readAllBytes(Paths.get(args[0])), "UTF-8")).getAsJsonObject();
		try (Connection conn = connect("")) {
			cases("pgjdbc", conn);
			generic("pgjdbc", conn);
			copies(conn);
		}
		try (Connection conn = connect("stringtype=unspecified")) {
			cases("pgjdbc stringtype=unspecified", conn);
			generic("pgjdbc stringtype=unspecified", conn);
		}
	}
}
