// Loaded into a child that was started with an IPC channel: when the parent dies, however it dies, end as if told to.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
