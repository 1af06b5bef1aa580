using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Sessions.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Lanes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_sessions_inbox_State_NextTryAtMicros",
                table: "sessions_inbox");

            migrationBuilder.AddColumn<int>(
                name: "Lane",
                table: "sessions_outbox",
                type: "INTEGER",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Lane",
                table: "sessions_inbox",
                type: "INTEGER",
                maxLength: 40,
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_sessions_outbox_DispatchedAtMicros_Lane",
                table: "sessions_outbox",
                columns: new[] { "DispatchedAtMicros", "Lane" });

            migrationBuilder.CreateIndex(
                name: "IX_sessions_inbox_State_Lane_NextTryAtMicros",
                table: "sessions_inbox",
                columns: new[] { "State", "Lane", "NextTryAtMicros" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_sessions_outbox_DispatchedAtMicros_Lane",
                table: "sessions_outbox");

            migrationBuilder.DropIndex(
                name: "IX_sessions_inbox_State_Lane_NextTryAtMicros",
                table: "sessions_inbox");

            migrationBuilder.DropColumn(
                name: "Lane",
                table: "sessions_outbox");

            migrationBuilder.DropColumn(
                name: "Lane",
                table: "sessions_inbox");

            migrationBuilder.CreateIndex(
                name: "IX_sessions_inbox_State_NextTryAtMicros",
                table: "sessions_inbox",
                columns: new[] { "State", "NextTryAtMicros" });
        }
    }
}
