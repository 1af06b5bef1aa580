using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Sessions.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class CallAttempts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "CallCount",
                table: "sessions_sessions",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "MissedAt",
                table: "sessions_sessions",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "sessions_call_attempts",
                columns: table => new
                {
                    SessionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions_call_attempts", x => new { x.SessionId, x.Number });
                    table.ForeignKey(
                        name: "FK_sessions_call_attempts_sessions_sessions_SessionId",
                        column: x => x.SessionId,
                        principalTable: "sessions_sessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sessions_call_attempts");

            migrationBuilder.DropColumn(
                name: "CallCount",
                table: "sessions_sessions");

            migrationBuilder.DropColumn(
                name: "MissedAt",
                table: "sessions_sessions");
        }
    }
}
