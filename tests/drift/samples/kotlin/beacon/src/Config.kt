package beacon

const val TOKEN = "BEACON_TOKEN"

fun env(name: String, fallback: String = "none"): String = System.getenv(name) ?: fallback

val port = System.getenv("BEACON_PORT")?.toInt() ?: 8080
val host = System.getenv()["BEACON_HOST"]
val level = env("BEACON_LEVEL", "info")
val token = env(TOKEN)
val zone = System.getenv("BEACON_${"ZONE"}")
val mode = System.getenv("BEACON_MODE").orEmpty().ifEmpty { "plain" }
val other = System.getenv("BEACON_" + which)
